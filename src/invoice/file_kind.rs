//! The XML of an invoice: the file itself, or what a PDF has with it.

use domain::excerpt;
use file::{BadFile, Source};
use lopdf::{Dictionary, Document, LoadOptions, Object};

/// The largest file that is read, in bytes: a PDF with pictures in it.
const MOST_BYTES: u64 = 20_000_000;

/// The most that one part of a PDF may unpack to, in bytes.
const MOST_UNPACKED: usize = 10_000_000;

/// What the invoice inside a PDF is called: Factur-X 1.0 and ZUGFeRD 2, 6.2.1; ZUGFeRD 1; XRechnung.
const NAMES: [&str; 3] = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml"];

/// Fetches a file's bytes.
///
/// # Errors
/// `FILE_MISSING`, `FILE_UNREADABLE`, `FILE_IS_FOLDER`, `INVOICE_FILE_UNREADABLE` where it is too large.
pub fn load(source: &Source) -> Result<Vec<u8>, BadFile> {
    source.read_up_to(MOST_BYTES)?.ok_or_else(|| {
        let most = MOST_BYTES / 1_000_000;
        unreadable(&source.name(), format!("it is larger than {most} MB, the most that is read"))
    })
}

/// Finds the XML of an invoice.
///
/// # Errors
/// `INVOICE_FILE_UNREADABLE`, where it is neither XML nor a PDF that has an invoice with it.
pub(super) fn xml(bytes: &[u8], name: &str) -> Result<String, BadFile> {
    let text = if bytes.starts_with(b"%PDF-") { &inside(bytes, name)? } else { bytes };
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let wanted = "an invoice as UBL or CII (XML, in UTF-8), or a PDF with one in it";
    match std::str::from_utf8(text) {
        Ok(text) if text.trim_start().starts_with('<') => Ok(text.to_owned()),
        Ok(text) => Err(unreadable(name, format!("it begins with `{}`: wanted {wanted}", excerpt(text, 20)))),
        Err(at) => {
            let place = at.valid_up_to() + 1;
            Err(unreadable(name, format!("it is not UTF-8 text from byte {place} on: wanted {wanted}")))
        }
    }
}

/// Why a file is no invoice that can be read.
pub(super) fn unreadable(name: &str, why: impl Into<String>) -> BadFile {
    let hint = "ask the provider for it as UBL or Factur-X, or type it: bhlp invoice record";
    BadFile::new(name, "INVOICE_FILE_UNREADABLE", why, Some(hint))
}

/// Finds the file with the name of an invoice that a PDF has with it.
fn inside(pdf: &[u8], name: &str) -> Result<Vec<u8>, BadFile> {
    let bad = |why: String| unreadable(name, format!("the PDF cannot be read: {why}"));
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(pdf, options).map_err(|error| bad(error.to_string()))?;
    let dictionaries = document.objects.values().filter_map(|object| object.as_dict().ok());
    let mut found = dictionaries.filter_map(|file| embedded(&document, file));
    let Some(first) = found.next() else {
        let why = "it is a PDF to look at: no invoice that a program can read is with it";
        return Err(unreadable(name, why));
    };
    if found.any(|another| another != first) {
        return Err(unreadable(name, "the PDF has two invoices with it that differ"));
    }
    let (_, object) = document.dereference(first).map_err(|error| bad(error.to_string()))?;
    let stream = object.as_stream().map_err(|error| bad(error.to_string()))?;
    stream.get_plain_content_with_limit(MOST_UNPACKED).map_err(|error| bad(error.to_string()))
}

/// The stream of a file specification (ISO 32000-2, 7.11.3) that has the name of an invoice.
fn embedded<'a>(document: &'a Document, file: &'a Dictionary) -> Option<&'a Object> {
    let called = |key: &[u8]| file.get_deref(key, document).and_then(Object::as_str).ok();
    let name = called(b"F").or_else(|| called(b"UF"))?;
    // The longer form is UTF-16; the names are plain letters.
    let plain: Vec<u8> = name.iter().copied().filter(u8::is_ascii_graphic).collect();
    let ours = NAMES.iter().any(|known| known.as_bytes().eq_ignore_ascii_case(&plain));
    let streams = file.get_deref(b"EF", document).and_then(Object::as_dict).ok().filter(|_| ours)?;
    streams.get(b"F").or_else(|_| streams.get(b"UF")).ok()
}

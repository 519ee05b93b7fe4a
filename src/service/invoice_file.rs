//! An invoice or credit note that comes as a file, onto the commission it names.

use serde::Serialize;

use super::invoice::Given;
use super::{DocumentGiven, Reply, Result, UnitOfWork};
use domain::{Code, Day, DocumentLine, EntryId, EntryKind, Likeness, Pence, Refusal, Seller, Text, VatForm};
use invoice::InvoiceFile;

/// What a file says, and what was said of it.
#[derive(Clone, Debug, Serialize)]
pub struct FileGiven {
    pub file: InvoiceFile,
    /// Of all its bytes.
    pub sha256: String,
    /// What it is of, where the file does not say.
    pub commission: Option<i64>,
    /// How it falls on several commissions; else all of it is one's.
    pub lines: Vec<DocumentLine>,
    /// The provider it is from, where the file calls it by another name.
    pub provider: Option<Code>,
    /// What of its VAT the council recovers; where nothing is said, all that the policy allows.
    pub vat: Option<Pence>,
    #[serde(rename = "final")]
    pub last: bool,
    pub again: Option<Text>,
    /// Its own day, where no other is said.
    pub on: Option<Day>,
    pub note: Option<Text>,
}

impl Given for FileGiven {
    fn record(&self, work: &mut UnitOfWork<'_>, kind: EntryKind) -> Result<Reply> {
        let Self { file, .. } = self;
        let on = self.on.unwrap_or(file.issued_on);
        let mut lines = self.lines.clone();
        if lines.is_empty() {
            let named = self.commission.or_else(|| file.commission());
            let commission = named.ok_or_else(|| Refusal::CommissionUnnamed { order: file.order.clone() })?;
            lines.push(DocumentLine { commission, amount: file.total, vat: None, last: self.last });
        }
        let mut warnings = Vec::new();
        for line in &mut lines {
            let (_, commission, _) = work.commission(EntryId::new(line.commission))?;
            warnings.extend(self.doubt_of_seller(work, commission.id)?);
            let never = work.authority_over(&commission, on)?.rule.vat_never;
            let all = line.amount == file.total;
            line.vat = line.vat.or(self.vat).or(match (never, all) {
                (true, _) => Some(Pence::ZERO),
                (false, true) => Some(file.vat),
                // What of several is VAT is for a person to say.
                (false, false) => None,
            });
        }
        let provider = work.reader().commission_terms(EntryId::new(lines[0].commission))?.provider;
        let recovered: Pence = lines.iter().filter_map(|line| line.vat).sum();
        let full = recovered > Pence::ZERO && file.seller.vat_number.is_some() && !file.credit;
        let document = DocumentGiven {
            provider: provider.to_string(),
            number: file.number.clone(),
            total: Some(file.total),
            again: self.again.clone(),
            on: Some(on),
            note: self.note.clone(),
            evidence: full.then_some(VatForm::VatInvoice),
            lines,
        };
        let reply = document.record(work, kind)?;
        warnings.extend(self.said_besides(recovered));
        warnings.dedup();
        warnings.extend(reply.warnings);
        Ok(Reply { warnings, ..reply })
    }
}

impl FileGiven {
    /// Refuses a file of somebody else than the commission's provider; says where that is not certain.
    fn doubt_of_seller(&self, work: &UnitOfWork<'_>, commission: EntryId) -> Result<Option<String>> {
        let code = work.reader().commission_terms(commission)?.provider;
        let provider = work.provider(code.as_str())?;
        let reader = work.reader();
        let known = Seller {
            name: provider.name.parse().expect("a name that is registered"),
            company: reader.company_number(provider.id)?.map(|number| number.to_string()),
            vat_number: reader.vat_number(provider.id)?.map(|number| number.to_string()),
        };
        let (said, likeness) = (&self.file.seller, self.file.seller.compare(&known));
        if self.provider.as_ref() == Some(&code) || likeness == Likeness::Same {
            return Ok(None);
        }
        if likeness == Likeness::Alike && self.provider.is_none() {
            return Ok(Some(format!("the file is from {said}: taken to be {code}, {known}")));
        }
        let (seller, known) = (Box::new(said.clone()), Box::new(known));
        Err(Refusal::SellerDiffers { seller, commission, provider: code, known }.into())
    }

    /// What else the file says that somebody has to know.
    fn said_besides(&self, recovered: Pence) -> Vec<String> {
        let Self { file, .. } = self;
        let mut said = Vec::new();
        if file.vat > recovered {
            let (vat, lost) = (file.vat.format_pounds(), (file.vat - recovered).format_pounds());
            said.push(format!(
                "the file has {vat} of VAT; {lost} of it is not recovered, and the child bears it"
            ));
        }
        if file.paid > Pence::ZERO {
            let paid = file.paid.format_pounds();
            said.push(format!("the file says that {paid} of it was paid before: see that it is recorded"));
        }
        if let Some(payee) = &file.payee {
            said.push(format!("the file asks to pay {payee}, not the seller: make sure before you do"));
        }
        said
    }
}

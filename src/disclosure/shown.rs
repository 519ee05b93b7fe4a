//! The seal on what may be shown.

/// What a figure carries, in place of its basis, once it was judged: that nothing of it leads to a child.
///
/// Only [`protect`](super::protect) makes one. It can neither be made by hand nor copied from a figure that
/// has it, and a report that may be shown lends its figures out but gives none away: what is written is as
/// `protect` left it.
///
/// ```
/// use disclosure::{Shown, protect};
/// use disclosure::report::{Basis, Cell, Report, Value};
/// use disclosure::Rules;
///
/// let cell = Cell { value: Value::Count(3), basis: Basis::Children(3) };
/// let shown: Report<Shown> = protect(Report::default(), &Rules::default());
/// assert_eq!((cell.basis, shown.sections().len()), (Basis::Children(3), 0));
/// ```
///
/// Nobody else makes a figure that may be shown,
///
/// ```compile_fail
/// use disclosure::Shown;
/// use disclosure::report::{Cell, Value};
///
/// let cell = Cell { value: Value::Count(3), basis: Shown(()) };
/// ```
///
/// nor takes the seal of another for it,
///
/// ```compile_fail
/// use disclosure::Shown;
/// use disclosure::report::{Cell, Value};
///
/// fn forge(other: &Cell<Shown>) -> Cell<Shown> {
///     Cell { value: Value::Count(3), basis: other.basis }
/// }
/// ```
///
/// nor changes one,
///
/// ```compile_fail
/// use disclosure::Shown;
/// use disclosure::report::{Report, Value};
///
/// fn change(report: &mut Report<Shown>) {
///     report.sections()[0].tables[0].rows[0].cells[0].value = Value::Count(3);
/// }
/// ```
///
/// and what was only worked out is not written (`export::evaluation::files`).
#[derive(Debug, PartialEq)]
pub struct Shown(pub(super) ());

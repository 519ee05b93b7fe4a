//! From where a command comes: read once, here.

use store::Origin;

/// Returns the operating system's user and the machine. Debug builds, which tests and documentation run, take
/// them from `BHLP_OS_USER` and `BHLP_MACHINE` alone, so that what is recorded is the same everywhere.
pub(super) fn origin() -> Origin {
    let (user, machine) = if cfg!(debug_assertions) {
        (std::env::var("BHLP_OS_USER").ok(), std::env::var("BHLP_MACHINE").ok())
    } else {
        (whoami::username().ok(), whoami::hostname().ok())
    };
    // What a terminal could be told through the audit trail is left out.
    let plain = |name: String| name.chars().filter(|c| !c.is_control()).take(200).collect();
    Origin { os_user: user.map(plain), machine: machine.map(plain) }
}

//! The pages of this stage, drawn on the server only.

mod account;
mod link;
mod sign_in;
mod sign_out;
mod sign_up;
mod work;

pub use account::AccountPage;
pub use link::LinkPage;
pub use sign_in::SignInPage;
pub use sign_out::SignOutPage;
pub use sign_up::SignUpPage;
pub use work::WorkPage;

use crate::ui::query;

/// Where to go after signing in, from the address; a path of this site or nothing. The server checks it again.
fn next_path() -> String {
    query("next").unwrap_or_default()
}

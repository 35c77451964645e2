//! People: how they sign up, sign in, and what they have to do where. Needs nothing before it; hands on to every
//! stage the person behind a request.

pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;

//! What every page is made of. Drawn on the server only.

pub mod autosave;
pub mod choice;
mod empty;
pub mod error_text;
pub mod field;
pub mod form;
pub mod interval;
mod language;
pub mod layout;
pub mod markup;
pub mod moment;
pub mod page;
pub mod prose;
pub mod table;
pub mod zone;

pub use autosave::{Autosave, AutosaveWords};
pub use choice::{ChoiceField, TickField};
pub use empty::empty_state;
pub use field::{AreaField, CheckField, FileField, Options, ReasonField, SelectField, TextField};
pub use form::{Hidden, PostForm};
pub use interval::{Scale, interval};
pub use language::{Language, language_name, named_languages};
pub use layout::Crumb;
pub use moment::{DateTime, left_text, moment_text};
pub use page::{PageBody, load, param, query};
pub use prose::prose;
pub use table::{Badge, Tone};
pub use zone::ZoneForm;

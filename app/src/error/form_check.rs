//! The errors of a form.

use super::{AppError, FieldError, Problem};

/// Collects the errors of a form, so that all fields are judged at once.
#[derive(Debug, Default)]
pub struct FormCheck {
    errors: Vec<FieldError>,
}

impl FormCheck {
    /// Takes the value of a field, or notes its problem.
    pub fn take<T>(&mut self, field: &str, result: Result<T, Problem>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(problem) => {
                self.note(field, problem);
                None
            }
        }
    }

    /// Notes a problem.
    pub fn note(&mut self, field: &str, problem: Problem) {
        self.errors.push(FieldError::new(field, problem));
    }

    /// `Ok` when no field had a problem.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with every problem that was noted.
    pub fn finish(self) -> Result<(), AppError> {
        if self.errors.is_empty() { Ok(()) } else { Err(AppError::Invalid(self.errors)) }
    }
}

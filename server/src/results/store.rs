//! Every statement of this stage.

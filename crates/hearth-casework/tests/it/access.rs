//! Access as casework enforces it, where no page shows it.

mod asylum;
mod identity;
mod mothers;

mod adopters;
mod adoptions;
mod decisions;
mod placements;

use super::looked_after;

#[test]
fn rule_199_nobody_comes_back_after_an_adoption() {
    let this_year = "Episodes CHILD DECOM      REC
                              1     01/05/2026 E11
                              1     01/06/2026 X1
                              1     01/07/2026 -
                              2     01/05/2026 E12
                              3     01/05/2026 -
                              4     01/01/2026 E11
                              5     01/01/2026 X1
                              1     -          -";
    // Without last year's return it is this year's episodes that count.
    assert_eq!(looked_after(this_year).names("199"), "Episodes 1, Episodes 2");
    let both = format!(
        "{this_year}
         last year
         Episodes CHILD DECOM      DEC        REC
                  3     01/05/2025 01/06/2025 E11
                  4     01/01/2026 -          E11
                  5     01/01/2026 01/03/2026 E11
                  2     01/05/2025 01/06/2025 E3"
    );
    // An adopted child's last episode may stand in both years (4), unless it goes on in the second (5).
    assert_eq!(looked_after(&both).names("199"), "Episodes 1, Episodes 2, Episodes 4, Episodes 6");
}

#[test]
fn rule_502_the_episode_left_open_begins_on_the_same_day_this_year() {
    let both = "Episodes CHILD DECOM
                         1     02/01/2026
                         1     01/06/2026
                         2     01/06/2026
                         2     01/01/2026
                         3     01/06/2026
                         4     01/06/2026
                         5     -
                         6     01/01/2026
                last year
                Episodes CHILD DECOM      DEC
                         1     01/01/2026 -
                         2     01/01/2026 -
                         3     01/01/2026 31/03/2026
                         5     01/01/2026 -
                         6     01/12/2025 -
                         6     01/01/2026 -";
    assert_eq!(looked_after(both).names("502"), "Episodes 0");
    let now = both.split("last year").next().expect("a drawing");
    assert_eq!(looked_after(now).could_not("502"), "no return of the year before was given");
}

/// The first episode of six children this year, and how last year's return left it: the same, another, blank before, blank
/// now, another but closed, and another whose later episode is the same.
fn carried(column: &str, same: &str, other: &str) -> String {
    format!(
        "Episodes CHILD DECOM {column}
                  1 01/01/2026 {same}
                  2 01/01/2026 {other}
                  2 01/06/2026 {same}
                  3 01/01/2026 {same}
                  4 01/01/2026 -
                  5 01/01/2026 {other}
                  6 01/01/2026 {other}
                  6 01/06/2026 {same}
                  7 01/01/2026 -
         last year
         Episodes CHILD DECOM DEC {column}
                  1 01/01/2026 - {same}
                  2 01/01/2026 - {same}
                  3 01/01/2026 - -
                  4 01/01/2026 - {same}
                  5 01/01/2026 31/03/2026 {same}
                  6 01/01/2025 01/01/2026 {other}
                  6 01/01/2026 - {same}
                  7 01/01/2026 - -"
    )
}

/// What each rule on what was left open names in that drawing.
const CARRIED: &str = "Episodes 1, Episodes 3, Episodes 4, Episodes 6";

#[test]
fn rule_503a_the_episode_left_open_began_for_the_same_reason() {
    assert_eq!(looked_after(&carried("RNE", "S", "L")).names("503A"), CARRIED);
    assert_eq!(looked_after(&carried("LS", "C1", "C2")).names("503A"), "");
}

#[test]
fn rule_503b_the_episode_left_open_has_the_same_legal_status() {
    assert_eq!(looked_after(&carried("LS", "C1", "C2")).names("503B"), CARRIED);
    assert_eq!(looked_after(&carried("LS", "C1", "c1")).names("503B"), "Episodes 3, Episodes 4");
}

#[test]
fn rule_503c_the_episode_left_open_has_the_same_category_of_need() {
    assert_eq!(looked_after(&carried("CIN", "N1", "N2")).names("503C"), CARRIED);
}

#[test]
fn rule_503d_the_episode_left_open_has_the_same_placement_type_or_its_new_code() {
    assert_eq!(looked_after(&carried("PLACE", "U1", "U4")).names("503D"), CARRIED);
    assert_eq!(looked_after(&carried("PLACE", "Z1", "Z13")).names("503D"), "Episodes 3, Episodes 4");
    assert_eq!(looked_after(&carried("PLACE", "H5", "K3")).names("503D"), "Episodes 3, Episodes 4");
    assert_eq!(looked_after(&carried("PLACE", "H5", "K2")).names("503D"), CARRIED);
}

#[test]
fn rule_503e_the_episode_left_open_has_the_same_provider() {
    assert_eq!(looked_after(&carried("PLACE_PROVIDER", "PR1", "PR4")).names("503E"), CARRIED);
}

#[test]
fn rule_503f_the_episode_left_open_has_the_same_ofsted_number() {
    assert_eq!(looked_after(&carried("URN", "SC000001", "SC000002")).names("503F"), CARRIED);
}

#[test]
fn rule_503g_the_episode_left_open_is_as_far_from_home() {
    assert_eq!(looked_after(&carried("PL_DISTANCE", "10.1", "10.2")).names("503G"), CARRIED);
    assert_eq!(looked_after(&carried("PL_DISTANCE", "10", "10.0")).names("503G"), "Episodes 3, Episodes 4");
    let could_not = looked_after(&carried("URN", "1", "2")).could_not("503G");
    assert_eq!(could_not, "no postcode directory was given and the episodes do not say where they are");
}

#[test]
fn rule_503h_the_episode_left_open_is_in_the_same_area() {
    assert_eq!(looked_after(&carried("PL_LA", "E08000014", "WAL")).names("503H"), CARRIED);
}

#[test]
fn rule_503j_the_episode_left_open_is_on_the_same_side_of_the_boundary() {
    assert_eq!(looked_after(&carried("PL_LOCATION", "IN", "OUT")).names("503J"), CARRIED);
    // A file of last year without the column says nothing.
    let now = carried("PL_LOCATION", "IN", "OUT");
    let now = now.split("last year").next().expect("a drawing");
    let both = format!("{now} last year\n Episodes CHILD DECOM\n 1 01/01/2026\n 2 01/01/2026");
    assert_eq!(looked_after(&both).names("503J"), "");
}

#[test]
fn rule_562_what_began_before_the_year_was_in_last_years_return() {
    let both = "Episodes CHILD DECOM
                         1     01/01/2026
                         2     02/01/2026
                         2     03/01/2026
                         3     31/03/2026
                         4     01/04/2026
                         5     01/01/2026
                         6     -
                last year
                Episodes CHILD DECOM
                         1     01/06/2025
                         1     01/01/2026
                         2     03/01/2026
                         5     01/01/2026
                         5     01/02/2026";
    // Child 3 was not in last year's return at all; in that of child 5 a later episode was the last.
    assert_eq!(looked_after(both).names("562"), "Episodes 1, Episodes 3, Episodes 5");
}

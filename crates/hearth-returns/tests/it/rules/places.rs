use super::looked_after;

const AT_SEFTON: &str = "E08000014";

#[test]
fn rule_164_a_distance_is_between_nothing_and_999_9_miles() {
    let episodes = "Episodes CHILD DECOM      LS PL_DISTANCE
                             1     01/05/2026 C1 0
                             2     01/05/2026 C1 999.9
                             3     01/05/2026 C1 1000
                             4     01/05/2026 C1 -0.1
                             5     01/05/2026 C1 far
                             6     01/05/2026 V3 far
                             7     01/05/2026 C1 far
                    UASC     CHILD
                             7";
    assert_eq!(looked_after(episodes).names("164"), "Episodes 2, Episodes 3, Episodes 4");
    assert!(looked_after("Episodes CHILD LS\n 1 C1").could_not("164").contains("no postcode directory"));
}

#[test]
fn rule_169_the_placement_is_in_the_area_of_an_authority() {
    let episodes = "Episodes CHILD LS PL_LA
                             1     C1 E06000065
                             2     C1 E10000023
                             3     C1 -
                             4     C1 E99999999
                             5     C1 WAL
                             6     V4 -";
    assert_eq!(looked_after(episodes).names("169"), "Episodes 2, Episodes 3");
}

#[test]
fn rule_179_a_placement_is_in_the_authority_or_out_of_it() {
    let episodes = "Episodes CHILD LS PL_LOCATION
                             1     C1 IN
                             2     C1 OUT
                             3     C1 in
                             4     C1 -
                             5     V3 -";
    assert_eq!(looked_after(episodes).names("179"), "Episodes 2, Episodes 3");
}

#[test]
fn rule_213_a_temporary_or_other_placement_has_no_provider() {
    let episodes = "Episodes CHILD PLACE PLACE_PROVIDER
                             1     T1    PR1
                             2     Z11   PR5
                             3     T4    -
                             4     U1    PR1";
    assert_eq!(looked_after(episodes).names("213"), "Episodes 0, Episodes 1");
}

#[test]
fn rule_214_a_short_break_says_neither_where_nor_with_whom() {
    let episodes = "Episodes CHILD LS PL_POST URN
                             1     V3 L20_3NJ -
                             2     V4 -       SC123456
                             3     V3 -       -
                             4     C2 L20_3NJ SC123456";
    assert_eq!(looked_after(episodes).names("214"), "Episodes 0, Episodes 1");
}

#[test]
fn rule_392a_a_placement_has_a_distance_from_home_but_for_a_child_who_came_alone() {
    let episodes = "Episodes CHILD LS PL_DISTANCE
                             1     C1 -
                             2     C1 3.4
                             3     V3 -
                             4     C1 -
                    last year
                    Header   CHILD
                             4
                    UASC     CHILD
                             4";
    assert_eq!(looked_after(episodes).names("392a"), "Episodes 0");
}

#[test]
fn rule_392b_both_postcodes_are_recorded_but_for_a_child_who_came_alone() {
    let episodes = "Episodes CHILD LS HOME_POST PL_POST
                             1     C1 L20_3NJ   PR1_8XJ
                             2     C1 -         PR1_8XJ
                             3     C1 L20_3NJ   -
                             4     V4 -         -
                             5     C1 -         -
                    UASC     CHILD
                             5";
    assert_eq!(looked_after(episodes).names("392b"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_392c_a_postcode_has_the_form_of_one_with_a_blank_or_without() {
    let episodes = "Episodes CHILD HOME_POST PL_POST
                             1     L20_3NJ   l203nj
                             2     L20       L20_3NJ
                             3     L20_3NJ   nowhere
                             4     -         -";
    let drawn = looked_after(episodes);
    assert_eq!(drawn.names("392c"), "Episodes 1, Episodes 2");
    assert!(!looked_after(episodes).says("392c").contains("L20 3NJ"), "a postcode is not quoted");
}

#[test]
fn rule_392d_home_and_placement_are_the_same_only_with_parents() {
    let episodes = "Episodes CHILD PLACE HOME_POST PL_POST
                             1     U6    L20_3NJ   L203NJ
                             2     P1    L20_3NJ   L20_3NJ
                             3     U6    L20_3NJ   L20_3NP
                             4     U6    -         -";
    assert_eq!(looked_after(episodes).names("392d"), "Episodes 0");
}

#[test]
fn rule_398_a_short_break_has_no_postcodes() {
    let episodes = "Episodes CHILD LS HOME_POST PL_POST
                             1     V3 L20_3NJ   -
                             2     V4 -         PR1_8XJ
                             3     V4 -         -
                             4     C1 L20_3NJ   PR1_8XJ";
    assert_eq!(looked_after(episodes).names("398"), "Episodes 0, Episodes 1");
}

#[test]
fn rule_406_a_child_who_came_alone_has_no_distance() {
    let episodes = "Episodes CHILD LS PL_DISTANCE
                             1     C1 12.0
                             2     C1 12.0
                             3     C1 -
                    UASC     CHILD
                             1
                             3";
    assert_eq!(looked_after(episodes).names("406"), "Episodes 0");
}

#[test]
fn rule_411_a_placement_inside_is_in_the_own_area_by_either_code() {
    let episodes = "Episodes CHILD PL_LA     PL_LOCATION
                             1     E08000014 IN
                             2     E08000011 IN
                             3     E08000011 OUT
                             4     -         IN";
    assert_eq!(looked_after(episodes).sent_by(AT_SEFTON).names("411"), "Episodes 1");
    assert_eq!(looked_after(episodes).sent_by("343").names("411"), "Episodes 1");
    assert_eq!(looked_after(episodes).could_not("411"), "no authority code was given");
}

#[test]
fn rule_420_a_short_break_does_not_say_in_which_authority() {
    let episodes = "Episodes CHILD LS PL_LA
                             1     V3 E08000014
                             2     V3 -
                             3     C1 E08000014";
    assert_eq!(looked_after(episodes).names("420"), "Episodes 0");
}

#[test]
fn rule_452_a_placement_carried_over_stays_in_its_authority() {
    let both = |now: &str, last: &str| {
        format!(
            "Episodes CHILD DECOM DEC PL_LA
                      1     01/02/2026 -          {now}
             last year
             Episodes CHILD DECOM DEC PL_LA
                      1     01/02/2026 -          {last}"
        )
    };
    assert_eq!(looked_after(&both("E08000014", "E08000011")).names("452"), "Episodes 0");
    assert_eq!(looked_after(&both("E06000065", "E10000023")).names("452"), "", "one authority under two codes");
    assert_eq!(looked_after(&both("E08000014", "-")).names("452"), "");
    let another = "Episodes CHILD DECOM DEC PL_LA
                            1     01/04/2026 - E08000014
                   last year
                   Episodes CHILD DECOM DEC PL_LA
                            1     01/02/2026 31/03/2026 E08000011";
    assert_eq!(looked_after(another).names("452"), "");
}

#[test]
fn rule_453_a_placement_carried_over_stays_at_its_distance_but_for_rounding() {
    let both = |now: &str, last: &str| {
        format!(
            "Episodes CHILD DECOM PL_DISTANCE
                      1     01/02/2026 {now}
             last year
             Episodes CHILD DECOM PL_DISTANCE
                      1     01/02/2026 {last}"
        )
    };
    assert_eq!(looked_after(&both("4.5", "9.1")).names("453"), "Episodes 0");
    assert_eq!(looked_after(&both("4.5", "4.6")).names("453"), "");
    assert_eq!(looked_after(&both("4.5", "-")).names("453"), "");
}

#[test]
fn rule_454_more_than_350_miles_is_asked_about_and_not_knowing_is_not() {
    let episodes = "Episodes CHILD LS PL_DISTANCE
                             1     C1 350
                             2     C1 350.1
                             3     C1 999.9
                             4     V3 400";
    assert_eq!(looked_after(episodes).names("454"), "Episodes 1");
}

#[test]
fn rule_1015_own_provision_is_in_the_own_area_but_for_foster_carers() {
    let episodes = "Episodes CHILD PLACE LS PLACE_PROVIDER PL_LA
                             1     K2    C1 PR1            E08000014
                             2     K2    C1 PR1            E08000011
                             3     U6    C1 PR1            E08000011
                             4     K2    C1 PR4            E08000011
                             5     K2    V3 PR1            E08000011
                             6     K2    C1 PR1            -";
    assert_eq!(looked_after(episodes).sent_by(AT_SEFTON).names("1015"), "Episodes 1");
}

const LISTED: &str = r#"[
    {"URN": "SC000001", "PROVIDER_CODES": "PR1,PR4", "PLACE_CODES": "K2", "POSTCODE": "L20 3NJ", "LA_CODE_INFERRED": "E08000014"},
    {"URN": 1000002, "PROVIDER_CODES": "PR4", "PLACE_CODES": "U1,U4", "REG_END": "2026-09-30", "LA_CODE_INFERRED": "E08000011"}
]"#;

#[test]
fn rule_218_a_registered_placement_in_england_has_its_number() {
    let episodes = "Episodes CHILD PLACE LS DEC        PL_LA     URN
                             1     K2    C1 -          E08000014 -
                             2     K2    C1 -          E08000014 SC000001
                             3     P1    C1 -          E08000014 -
                             4     T1    C1 -          E08000014 -
                             5     Z11   C1 -          E08000014 -
                             6     K2    C1 -          WAL       -
                             7     K2    C1 31/03/2026 E08000014 -
                             8     K2    C1 01/04/2026 E08000014 -
                             9     K2    V3 -          E08000014 -";
    assert_eq!(looked_after(episodes).names("218"), "Episodes 0, Episodes 7");
}

#[test]
fn rule_219_the_number_is_listed_for_the_type_of_placement() {
    let episodes = "Episodes CHILD PLACE URN
                             1     K2    SC000001
                             2     K1    sc000001
                             3     K1    SC999999
                             4     U4    1000002";
    assert_eq!(looked_after(episodes).with_providers(LISTED).names("219"), "Episodes 1");
    assert_eq!(looked_after(episodes).could_not("219"), "no provider list was given");
}

#[test]
fn rule_221_a_building_is_where_ofsted_lists_it() {
    let episodes = "Episodes CHILD PLACE PL_POST URN
                             1     K2    l203nj  SC000001
                             2     K2    PR1_8XJ SC000001
                             3     K2    -       SC000001
                             4     U4    PR1_8XJ SC000001";
    assert_eq!(looked_after(episodes).with_providers(LISTED).names("221"), "Episodes 1");
}

#[test]
fn rule_222_a_placement_that_nobody_registers_has_no_number() {
    let episodes = "Episodes CHILD PLACE URN
                             1     P1    SC000001
                             2     R5    SC000001
                             3     T0    XXXXXXX
                             4     K2    SC000001
                             5     Z14   -";
    assert_eq!(looked_after(episodes).names("222"), "Episodes 0, Episodes 1");
}

#[test]
fn rule_224_the_number_is_listed_for_the_kind_of_provider() {
    let episodes = "Episodes CHILD PLACE_PROVIDER URN
                             1     PR1            SC000001
                             2     PR3            SC000001
                             3     PR3            XXXXXXX
                             4     -              SC000001";
    assert_eq!(looked_after(episodes).with_providers(LISTED).names("224"), "Episodes 1");
}

#[test]
fn rule_227_an_episode_begins_before_the_provider_closes() {
    let episodes = "Episodes CHILD DECOM      URN
                             1     29/09/2026 1000002
                             2     30/09/2026 1000002
                             3     01/10/2026 SC000001";
    assert_eq!(looked_after(episodes).with_providers(LISTED).names("227"), "Episodes 1");
}

#[test]
fn rule_228_an_episode_ends_by_the_day_that_the_provider_closes() {
    let episodes = "Episodes CHILD DECOM      DEC        URN
                             1     01/05/2026 30/09/2026 1000002
                             2     01/05/2026 01/10/2026 1000002
                             3     01/05/2026 -          1000002
                             4     01/05/2026 never      1000002
                             5     01/05/2026 -          SC000001";
    assert_eq!(looked_after(episodes).with_providers(LISTED).names("228"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_229_own_provision_is_listed_here_and_anothers_elsewhere() {
    let episodes = "Episodes CHILD PLACE_PROVIDER URN
                             1     PR1            SC000001
                             2     PR1            1000002
                             3     PR2            SC000001
                             4     PR2            1000002
                             5     PR4            1000002";
    let drawn = looked_after(episodes).with_providers(LISTED).sent_by(AT_SEFTON);
    assert_eq!(drawn.names("229"), "Episodes 1, Episodes 2");
}

#[test]
fn rule_241_supported_accommodation_is_in_an_area_where_the_provider_is_listed() {
    let episodes = "Episodes CHILD PLACE PL_LA     URN
                             1     K3    E08000014 SC000001
                             2     K3    E08000011 SC000001
                             3     K2    E08000011 SC000001
                             4     K3    E08000011 XXXXXXX";
    assert_eq!(looked_after(episodes).with_providers(LISTED).names("241"), "Episodes 1");
}

#[test]
fn rule_242_the_stand_in_number_is_for_placements_for_adoption() {
    let episodes = "Episodes CHILD PLACE URN
                             1     A4    XXXXXXX
                             2     K2    XXXXXXX
                             3     K2    SC000001";
    assert_eq!(looked_after(episodes).names("242"), "Episodes 1");
}

#[test]
fn rule_243_nobody_outside_england_has_a_number() {
    let episodes = "Episodes CHILD PL_LA     URN
                             1     W06000008 SC000001
                             2     NUK       -
                             3     E08000014 SC000001";
    assert_eq!(looked_after(episodes).names("243"), "Episodes 0");
}

#[test]
fn rule_1008_the_number_is_one_that_ofsted_lists() {
    let episodes = "Episodes CHILD URN
                             1     SC000001
                             2     1000002
                             3     SC000002
                             4     XXXXXXX
                             5     XXXXXX
                             6     -";
    assert_eq!(looked_after(episodes).with_providers(LISTED).names("1008"), "Episodes 2, Episodes 4");
}

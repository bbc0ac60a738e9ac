//! The mistakes of SSDA903, file after file.

use super::{At, Mistake, Slip, When};

use At::{Here, Next, Second};
use Slip::{Blank, Cut, Day, Into, Over, Twice};
use When::{Filled, In, Is, Last, Long, NotFirst, NotIn, NotLast, Single, Years};

const fn of(
    file: &'static str,
    when: &'static [When],
    slips: &'static [(&'static str, Slip)],
    rules: &'static [(&'static str, At)],
) -> Mistake {
    Mistake { file, when, slips, rules }
}

const HEADER: &str = "header.csv";
const EPISODES: &str = "episodes.csv";
const REVIEWS: &str = "reviews.csv";
const UASC: &str = "uasc.csv";
const OC2: &str = "oc2.csv";
const OC3: &str = "oc3.csv";
const AD1: &str = "ad1.csv";
const PLACED: &str = "placed_for_adoption.csv";
const PREVIOUS: &str = "previous_permanence.csv";
const MISSING: &str = "missing.csv";
const WORKERS: &str = "sw_episodes.csv";

/// A child who came into care in the year and of whom last year's return says nothing; short breaks apart.
const NEW: When = In(PREVIOUS);
const NO_SHORT_BREAK: When = In(REVIEWS);
const LASTING: When = Is("PLACE", &["U3", "U4", "U6", "K2", "K3"]);
const WENT_HOME: When = Is("REC", &["E4A", "E4B"]);

/// Every mistake, with what it must raise.
pub(super) const MISTAKES: &[Mistake] = &[
    of(HEADER, &[NEW, NO_SHORT_BREAK, NotIn(UASC)], &[("SEX", Over("X"))], &[("101", Here)]),
    of(HEADER, &[NEW, NO_SHORT_BREAK, NotIn(UASC)], &[("SEX", Blank)], &[("101", Here)]),
    of(HEADER, &[NEW, NO_SHORT_BREAK], &[("ETHNIC", Over("GREY"))], &[("103", Here)]),
    of(HEADER, &[NEW, NO_SHORT_BREAK], &[("ETHNIC", Blank)], &[("103", Here)]),
    of(HEADER, &[], &[("DOB", Over("31/02/2012"))], &[("102", Here)]),
    of(HEADER, &[], &[("DOB", Blank)], &[("102", Here)]),
    of(HEADER, &[NEW, NO_SHORT_BREAK, Long("UPN", 13)], &[("UPN", Cut)], &[("168", Here)]),
    of(HEADER, &[NEW, NO_SHORT_BREAK], &[("UPN", Blank)], &[("442", Here)]),
    of(HEADER, &[Is("SEX", &["F"])], &[("MOTHER", Over("7"))], &[("165", Here)]),
    of(HEADER, &[Is("SEX", &["M"]), Years("DOB", 2000, 2012)], &[("MC_DOB", Into("01/02/2025"))], &[("174", Here)]),
    of(HEADER, &[Is("SEX", &["M"])], &[("MC_DOB", Into("30/02/2025"))], &[("171", Here), ("174", Here)]),
    of(HEADER, &[Is("MOTHER", &["0"])], &[("MC_DOB", Into("30/02/2025"))], &[("171", Here), ("612", Here)]),
    of(HEADER, &[Is("MOTHER", &["0"]), Years("DOB", 2000, 2012), NEW], &[("MOTHER", Over("1"))], &[("611", Here)]),
    of(
        HEADER,
        &[Is("UPN", &["UN1", "UN2", "UN3", "UN4", "UN5"])],
        &[("CHILD", Twice)],
        &[("INT32", Here), ("INT32", Second)],
    ),
    of(EPISODES, &[Single, NEW, NO_SHORT_BREAK], &[("DECOM", Over("31/02/2025"))], &[("141", Here)]),
    of(EPISODES, &[Single, NEW, NO_SHORT_BREAK], &[("DECOM", Blank)], &[("141", Here)]),
    of(EPISODES, &[NotFirst, Is("RNE", &["L"])], &[("RNE", Over("Z"))], &[("143", Here)]),
    of(EPISODES, &[Single, NEW, Is("PLACE", &["U6", "K2", "U3", "U4"])], &[("LS", Over("Z1"))], &[("144", Here)]),
    of(EPISODES, &[Single, NEW], &[("CIN", Over("N9"))], &[("145", Here)]),
    of(EPISODES, &[Single, NEW, When::Blank("DEC")], &[("PLACE", Over("Z9"))], &[("146", Here)]),
    of(EPISODES, &[Single, NEW], &[("PLACE_PROVIDER", Over("PR9"))], &[("178", Here)]),
    of(EPISODES, &[Single, NEW], &[("PLACE_PROVIDER", Blank)], &[("526", Here)]),
    of(EPISODES, &[Last, NEW, NotIn(AD1)], &[("DEC", Over("31/02/2026"))], &[("147", Here)]),
    of(
        EPISODES,
        &[NotLast, In(OC2), Is("LS", &["C1", "C2", "V2"]), When::Blank("REASON_PLACE_CHANGE")],
        &[("DEC", Blank)],
        &[("142", Here), ("148", Here), ("433", Next)],
    ),
    of(
        EPISODES,
        &[NotLast, In(OC2), Is("LS", &["C1", "C2", "V2"]), When::Blank("REASON_PLACE_CHANGE")],
        &[("DEC", Blank), ("REC", Blank)],
        &[("142", Here), ("433", Next)],
    ),
    of(EPISODES, &[Last, NotIn(AD1)], &[("REC", Blank)], &[("148", Here)]),
    of(EPISODES, &[NotLast, NotIn(OC2), NO_SHORT_BREAK], &[("REC", Blank)], &[("142", Here), ("148", Here)]),
    of(EPISODES, &[Last, NotIn(AD1)], &[("REC", Over("E99"))], &[("149", Here)]),
    of(
        EPISODES,
        &[NotLast, NotIn(OC2), NotIn(PLACED), NO_SHORT_BREAK, LASTING],
        &[("REC", Over("E99"))],
        &[("149", Here), ("388", Here)],
    ),
    of(EPISODES, &[Last, NEW, WENT_HOME, NotIn(MISSING)], &[("DEC", Day("DECOM", -1))], &[("356", Here)]),
    of(EPISODES, &[Last, NEW, WENT_HOME, NotIn(MISSING)], &[("DEC", Day("DECOM", 0))], &[("355", Here)]),
    of(EPISODES, &[NotLast, In(OC2)], &[("DEC", Day("DEC", 1))], &[("388", Here), ("433", Next), ("501", Next)]),
    of(EPISODES, &[], &[("HOME_POST", Over("nowhere"))], &[("392c", Here)]),
    of(EPISODES, &[], &[("HOME_POST", Blank)], &[("392b", Here)]),
    of(EPISODES, &[Single], &[("PL_POST", Over("nowhere"))], &[("392c", Here)]),
    of(EPISODES, &[Single, Filled("HOME_POST")], &[("PL_POST", Blank)], &[("392b", Here)]),
    of(EPISODES, &[Single, NEW], &[("URN", Blank)], &[("218", Here)]),
    of(EPISODES, &[Last, NEW, Is("PLACE", &["P1"]), Is("RNE", &["P"])], &[("URN", Into("2734301"))], &[("222", Here)]),
    of(EPISODES, &[], &[("REASON_PLACE_CHANGE", Over("FUN"))], &[("1009", Here)]),
    of(EPISODES, &[], &[("REASON_PLACE_CHANGE", Blank)], &[("225", Here)]),
    of(EPISODES, &[When::Blank("DEC"), LASTING], &[("REASON_PLACE_CHANGE", Into("CARPL"))], &[("233", Here)]),
    of(EPISODES, &[Last, NotFirst, Is("CIN", &["N1"])], &[("CIN", Over("N3"))], &[("504", Here)]),
    of(REVIEWS, &[], &[("REVIEW_CODE", Over("PN9"))], &[("167", Here)]),
    of(REVIEWS, &[], &[("REVIEW_CODE", Blank)], &[("167", Here)]),
    of(REVIEWS, &[], &[("REVIEW", Over("31/09/2025"))], &[("166", Here)]),
    of(REVIEWS, &[], &[("REVIEW", Blank)], &[("166", Here)]),
    of(UASC, &[], &[("DUC", Over("30/02/2026"))], &[("104", Here)]),
    of(UASC, &[NEW], &[("DUC", Day("DUC", 5))], &[("304", Here)]),
    of(OC2, &[], &[("IMMUNISATIONS", Over("2"))], &[("181", Here)]),
    of(OC2, &[], &[("TEETH_CHECK", Over("yes"))], &[("181", Here)]),
    of(OC2, &[], &[("CONVICTED", Over("3"))], &[("181", Here)]),
    of(
        OC2,
        &[When::Blank("CONVICTED"), When::Blank("HEALTH_CHECK")],
        &[("IMMUNISATIONS", Blank)],
        &[("182", Here), ("191", Here)],
    ),
    of(
        OC2,
        &[Is("CONVICTED", &["0"])],
        &[("HEALTH_ASSESSMENT", Blank)],
        &[("182", Here), ("191", Here), ("544", Here)],
    ),
    of(OC2, &[Is("HEALTH_CHECK", &["1"])], &[("TEETH_CHECK", Blank)], &[("182", Here), ("191", Here), ("547", Here)]),
    of(OC2, &[], &[("CONVICTED", Blank)], &[("543", Here)]),
    of(OC2, &[], &[("HEALTH_CHECK", Blank)], &[("545", Here)]),
    of(OC2, &[], &[("SDQ_SCORE", Over("41"))], &[("180", Here)]),
    of(OC2, &[Years("DOB", 2010, 2020)], &[("SDQ_SCORE", Blank)], &[("186", Here)]),
    of(OC2, &[Filled("SDQ_SCORE")], &[("SDQ_REASON", Into("SDQ2"))], &[("197a", Here)]),
    of(OC2, &[], &[("SDQ_REASON", Over("SDQ9"))], &[("196", Here)]),
    of(OC2, &[Is("SUBSTANCE_MISUSE", &["1"])], &[("INTERVENTION_RECEIVED", Blank)], &[("192", Here)]),
    of(OC2, &[Is("SUBSTANCE_MISUSE", &["0"])], &[("INTERVENTION_RECEIVED", Into("1"))], &[("193", Here)]),
    of(OC2, &[], &[("INTERVENTION_OFFERED", Blank)], &[("159", Here)]),
    of(OC2, &[Is("INTERVENTION_RECEIVED", &["1"])], &[("INTERVENTION_OFFERED", Into("1"))], &[("158", Here)]),
    of(OC3, &[], &[("IN_TOUCH", Over("MAYBE"))], &[("131", Here)]),
    of(OC3, &[], &[("ACTIV", Over("X1"))], &[("132", Here)]),
    of(OC3, &[], &[("ACCOM", Over("Q9"))], &[("133", Here)]),
    of(OC3, &[], &[("ACTIV", Blank)], &[("153", Here)]),
    of(OC3, &[Is("IN_TOUCH", &["YES"])], &[("ACCOM", Over("0"))], &[("345", Here)]),
    of(OC3, &[Is("IN_TOUCH", &["YES"])], &[("IN_TOUCH", Over("DIED"))], &[("344", Here)]),
    of(AD1, &[], &[("DATE_INT", Over("31/11/2025"))], &[("112", Here)]),
    of(AD1, &[], &[("DATE_MATCH", Over("31/11/2025"))], &[("113", Here)]),
    of(AD1, &[], &[("FOSTER_CARE", Over("7"))], &[("114", Here)]),
    of(AD1, &[], &[("FOSTER_CARE", Over("1"))], &[("335", Here), ("335", At::Last(EPISODES))]),
    of(AD1, &[], &[("NB_ADOPTR", Over("5"))], &[("175", Here)]),
    of(
        AD1,
        &[Is("LS_ADOPTR", &["L11"])],
        &[("SEX_ADOPTR", Over("XX"))],
        &[("176", Here), ("511", Here), ("520", Here)],
    ),
    of(AD1, &[], &[("LS_ADOPTR", Over("L9"))], &[("177", Here)]),
    of(AD1, &[], &[("DATE_INT", Day("DATE_MATCH", 3))], &[("333", Here), ("523", Here), ("523", At::Last(PLACED))]),
    of(AD1, &[], &[("NB_ADOPTR", Blank)], &[("151", Here), ("601", Here), ("601", At::Last(EPISODES))]),
    of(PLACED, &[], &[("DATE_PLACED", Over("31/11/2025"))], &[("115", Here)]),
    of(PLACED, &[In(AD1)], &[("REASON_PLACED_CEASED", Into("RD9"))], &[("119", Here), ("120", Here)]),
    of(PLACED, &[In(AD1)], &[("REASON_PLACED_CEASED", Into("RD1"))], &[("119", Here)]),
    of(
        PLACED,
        &[In(AD1)],
        &[("DATE_PLACED_CEASED", Into("31/11/2025"))],
        &[("116", Here), ("119", Here), ("525", Here), ("525", At::Last(AD1))],
    ),
    of(
        PREVIOUS,
        &[NO_SHORT_BREAK, Is("PREV_PERM", &["Z1"])],
        &[("PREV_PERM", Over("P9"))],
        &[("631", Here), ("630", At::First(EPISODES))],
    ),
    of(PREVIOUS, &[NO_SHORT_BREAK, Is("PREV_PERM", &["Z1"])], &[("PREV_PERM", Blank)], &[("630", At::First(EPISODES))]),
    of(PREVIOUS, &[], &[("LA_PERM", Over("9999"))], &[("633", Here)]),
    of(PREVIOUS, &[], &[("DATE_PERM", Over("1 May"))], &[("632", Here)]),
    of(PREVIOUS, &[Is("PREV_PERM", &["Z1"])], &[("LA_PERM", Into("343"))], &[("635", Here)]),
    of(MISSING, &[], &[("MISSING", Over("Q"))], &[("1006", Here)]),
    of(MISSING, &[NEW], &[("MIS_START", Over("31/11/2025"))], &[("1004", Here)]),
    of(MISSING, &[], &[("MIS_END", Over("31/11/2025"))], &[("1005", Here)]),
    of(MISSING, &[NEW], &[("MIS_START", Blank)], &[("564", Here)]),
    of(MISSING, &[NEW, Filled("MIS_END")], &[("MIS_END", Day("MIS_START", -2))], &[("567", Here)]),
    of(MISSING, &[], &[("CHILD", Twice)], &[("574", Second)]),
    of(WORKERS, &[], &[("SW_ID", Over("AB12"))], &[("SW02STG1", Here)]),
    of(WORKERS, &[], &[("SW_REASON", Over("BORED"))], &[("SW13STG1", Here)]),
    of(WORKERS, &[Single], &[("SW_DECOM", Over("31/11/2025"))], &[("SW04STG1", Here)]),
    of(WORKERS, &[], &[("SW_DEC", Over("31/11/2025"))], &[("SW05STG1", Here)]),
    of(
        WORKERS,
        &[Last, Filled("SW_DEC"), Years("SW_DECOM", 2025, 2026)],
        &[("SW_DEC", Day("SW_DECOM", 0))],
        &[("SW09STG2", Here)],
    ),
    of(
        WORKERS,
        &[Last, Filled("SW_DEC"), Years("SW_DECOM", 2025, 2026)],
        &[("SW_DEC", Day("SW_DECOM", -3))],
        &[("SW18STG2", Here)],
    ),
    of(WORKERS, &[NotLast], &[("SW_DEC", Blank)], &[("SW08STG2", Here)]),
    of(WORKERS, &[], &[("CHILD", Twice)], &[("SW19STG2", Second)]),
];

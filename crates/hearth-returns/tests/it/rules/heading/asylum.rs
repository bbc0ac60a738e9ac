use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Setting, check};
use hearth_returns::ssda903::Ssda903;

use crate::read_903_xml;
use crate::rules::looked_after;

#[test]
fn rule_104_the_status_ceases_on_a_day_of_the_year_or_later() {
    let uasc = "UASC CHILD SEX DUC
                     1     M   01/04/2026
                     2     M   31/03/2026
                     3     M   31/02/2027
                     4     M   01/05/2030
                     5     M   -";
    assert_eq!(looked_after(uasc).names("104"), "UASC 1, UASC 2");
}

#[test]
fn rule_105_the_heading_of_the_xml_form_says_yes_or_no() {
    let child = |said: &str| format!("<CHILD><HEADER><CHILDID>{said}</CHILDID><UASC>{said}</UASC></HEADER></CHILD>");
    let children: String = ["0", "1", "2", ""].map(child).concat();
    let tables = read_903_xml(&format!("<EXPSSDA903>{children}</EXPSSDA903>")).unwrap();
    let mut setting = Setting::of(CollectionYear::ending(2027).unwrap(), Calendar::england());
    setting.only = vec!["105".to_owned()];
    let report = check::<Ssda903>(&tables, None, &setting);
    assert_eq!(report.findings().map(|f| f.row).collect::<Vec<_>>(), [2, 3]);

    let csv = "Header CHILD UASC
                      1     2";
    assert_eq!(looked_after(csv).names("105"), "");
    assert_eq!(looked_after(csv).could_not("105"), "only the XML form of the return says it");
}

#[test]
fn rule_205a_who_is_no_longer_unaccompanied_ceased_to_be_so_last_year() {
    let years = "Header CHILD
                        1
                        2
                        3
                        4
                        5
                 UASC   CHILD SEX DUC
                        5     M   01/01/2030
                 last year
                 UASC   CHILD SEX DUC
                        1     M   31/03/2026
                        2     M   01/04/2026
                        3     M   31/03/2025
                        4     M   soon
                        5     M   01/01/2030
                        6     M   01/01/2030";
    assert_eq!(looked_after(years).names("205A"), "Header 1, Header 2");
    let denied = "Header CHILD UASC
                         1     0
                  UASC   CHILD DUC
                         1     05/05/2026
                  last year
                  UASC   CHILD DUC
                         1     05/05/2025";
    assert_eq!(looked_after(denied).names("205A"), "UASC 0, Header 0");
    let no_module = "Header CHILD
                            1
                     last year
                     UASC   CHILD SEX DUC
                            1     M   01/01/2030";
    assert_eq!(looked_after(no_module).could_not("205A"), "the return has no UASC");
}

#[test]
fn rule_205b_while_the_status_lasts_it_is_foreseen_to_cease_on_the_eighteenth_birthday() {
    let years = "UASC CHILD SEX DOB        DUC
                      1     M   10/10/2010 10/10/2028
                      2     M   10/10/2010 31/03/2027
                      3     M   10/10/2010 01/04/2027
                      4     M   10/10/2010 10/10/2028
                      5     M   29/02/2012 01/03/2030
                      6     M   -          10/10/2028
                      7     M   10/10/2010 10/10/2028
                      8     M   10/10/2010 -
                      9     M   10/10/2010 soon
                 last year
                 UASC CHILD SEX DOB        DUC
                      1     M   10/10/2010 10/10/2028
                      2     M   10/10/2010 10/10/2028
                      3     M   10/10/2010 10/10/2028
                      4     M   10/10/2010 01/02/2026
                      5     M   29/02/2012 01/03/2030
                      6     M   -          01/02/2026
                      8     M   10/10/2010 10/10/2028
                      9     M   10/10/2010 10/10/2028";
    assert_eq!(looked_after(years).names("205B"), "UASC 2, UASC 3, UASC 7");
}

#[test]
fn rule_205c_what_never_was_does_not_cease() {
    let years = "Header CHILD UASC
                        1     0
                        2     0
                        3     1
                        4     0
                        5     0
                 UASC   CHILD DUC
                        1     01/01/2027
                        2     01/01/2027
                        3     01/01/2027
                        4     -
                        5     01/01/2027
                 last year
                 Header CHILD UASC
                        1     0
                        2     1
                        3     0
                        4     0";
    assert_eq!(looked_after(years).names("205C"), "UASC 0, Header 0");
}

#[test]
fn rule_205d_who_was_in_last_years_return_as_accompanied_is_not_unaccompanied_now() {
    let years = "Header CHILD
                        1
                        2
                        3
                        4
                 UASC   CHILD SEX
                        1     M
                        2     M
                        3     M
                 last year
                 Header CHILD
                        1
                        2
                        4
                 UASC   CHILD SEX
                        2     M";
    assert_eq!(looked_after(years).names("205D"), "Header 0");
    let no_module = "UASC   CHILD SEX
                            1     M
                     last year
                     Header CHILD
                            1";
    assert_eq!(looked_after(no_module).could_not("205D"), "the return of the year before has no UASC");
}

#[test]
fn rule_231_an_unaccompanied_child_under_eleven_at_the_end_of_the_year_is_a_question() {
    let tables = "Header CHILD DOB
                         1     31/03/2016
                         2     01/04/2016
                         3     01/04/2020
                         4     -
                  UASC   CHILD SEX
                         1     M
                         2     M
                         4     M";
    assert_eq!(looked_after(tables).names("231"), "Header 1");
    assert_eq!(looked_after(tables).in_year(2024).names("231"), "");
}

#[test]
fn rule_303_a_date_of_ceasing_needs_the_status_in_the_heading() {
    let tables = "Header CHILD UASC
                         1     0
                         2     1
                         3     0
                         4     -
                  UASC   CHILD DUC
                         1     01/01/2027
                         2     01/01/2027
                         3     -
                         4     01/01/2027";
    assert_eq!(looked_after(tables).names("303"), "UASC 0, Header 0, UASC 3, Header 3");
    let csv = "Header CHILD
                      1
               UASC   CHILD DUC
                      1     01/01/2027";
    assert_eq!(looked_after(csv).names("303"), "");
}

#[test]
fn rule_304_the_status_ceases_by_the_eighteenth_birthday() {
    let tables = "Header CHILD DOB
                         4     10/10/2009
                  UASC   CHILD DOB        DUC
                         1     10/10/2009 10/10/2027
                         2     10/10/2009 11/10/2027
                         3     29/02/2012 01/03/2030
                         4     -          11/10/2027
                         5     -          11/10/2027
                         6     10/10/2009 -";
    assert_eq!(looked_after(tables).names("304"), "UASC 1, UASC 3");
}

#[test]
fn rule_205c_is_silent_about_a_child_who_was_not_in_last_years_return() {
    let drawn = "Header CHILD SEX DOB        UASC
                        1     F   01/02/2012 0
                        2     F   01/02/2012 0
                 UASC CHILD SEX DUC
                      1     F   01/02/2030
                      2     F   01/02/2030
                 last year
                 Header CHILD SEX DOB        UASC
                        1     F   01/02/2012 0";
    assert_eq!(looked_after(drawn).names("205C"), "UASC 0, Header 0");
}

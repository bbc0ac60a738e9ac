//! The notice as a page that stands by itself: no script, nothing loaded from anywhere.

use std::fmt::Write as _;

use hearth_casework::{
    Pack,
    governance::notice::{Block, Notice},
};

/// The page.
pub fn page(pack: &Pack, notice: &Notice, stands: &str, large: bool) -> String {
    let (size, title) = (if large { "18pt" } else { "12pt" }, escaped(&notice.title));
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title} – {council}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <style>body{{font:{size}/1.5 Inter,Arial,sans-serif;max-width:40em;margin:2em auto;padding:0 1em;color:#0b0c0c}}\
         h1{{font-size:1.8em;line-height:1.2}}h2{{font-size:1.3em;margin-top:1.6em}}li{{margin-bottom:.3em}}</style>\n\
         </head>\n<body>\n<main>\n<p>{council}, {service}</p>\n<h1>{title}</h1>\n<p>{stands}</p>\n",
        council = escaped(&pack.name),
        service = escaped(&pack.service),
        stands = escaped(stands),
    );
    for section in &notice.sections {
        if !section.heading.is_empty() {
            let _ = writeln!(html, "<h2>{}</h2>", escaped(&section.heading));
        }
        for block in section.blocks() {
            let _ = match block {
                Block::Paragraph(words) => writeln!(html, "<p>{}</p>", escaped(words)),
                Block::List(items) => {
                    let items: Vec<String> = items.iter().map(|item| format!("<li>{}</li>", escaped(item))).collect();
                    writeln!(html, "<ul>{}</ul>", items.concat())
                }
            };
        }
    }
    html.push_str("</main>\n</body>\n</html>\n");
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

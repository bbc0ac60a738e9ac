//! The derive that makes a struct a kind of record.
//!
//! ```ignore
//! /// Where a looked-after child lives, from a date.
//! #[derive(Record)]
//! #[record(kind = "placement", title = "Placement", service = LookedAfter, file = Care, category = EpisodesOfBeingLookedAfter)]
//! pub struct Placement {
//!     /// The day that the child moved in.
//!     pub started: Open<Date>,
//!     /// Why this placement was chosen.
//!     #[field(label = "Why this placement?", of = ThirdParty)]
//!     pub why: Private<Option<Narrative>>,
//! }
//! ```
//!
//! Every field is `Open<T>` or `Private<T>`: any other type is refused where it stands. From the struct come the schema of
//! the kind, the reading and the writing of its values; the struct says what it makes by implementing `Makes`.
//!
//! On the struct: `kind` and `title` (text), `service`, `category` and `file` (variants; without `file` the kind may stand in
//! a file of any type), and the words `once` (a file holds
//! one, corrected in place), `given` (written by an act, never by a form) and `independent` (corrected only by those who
//! review the case from outside the team). On a field, all optional: `label` and `hint`
//! (text), `of`, `category` and `find` (variants), and `given` (filled by the system).

use proc_macro::TokenStream;
use proc_macro2::{Span, TokenStream as Tokens};
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Expr, ExprLit, Fields, GenericArgument, Ident, Lit, LitStr, PathArguments, Result,
    Type, spanned::Spanned,
};

/// Makes a struct a kind of record; see the crate.
#[proc_macro_derive(Record, attributes(record, field))]
pub fn record(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(|error| error.to_compile_error()).into()
}

/// What `#[record(…)]` says.
struct Kind {
    code: LitStr,
    title: LitStr,
    service: Ident,
    file: Option<Ident>,
    category: Ident,
    once: bool,
    given: bool,
    independent: bool,
}

/// What a field and its `#[field(…)]` say.
struct Field {
    ident: Ident,
    class: Ident,
    inner: Type,
    about: String,
    label: Option<LitStr>,
    hint: Option<LitStr>,
    of: Option<Ident>,
    category: Option<Ident>,
    find: Option<Ident>,
    given: bool,
}

fn expand(input: &DeriveInput) -> Result<Tokens> {
    let kind = Kind::read(input)?;
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new(input.span(), "a record is a struct with named fields"));
    };
    let Fields::Named(named) = &data.fields else {
        return Err(syn::Error::new(input.span(), "a record is a struct with named fields"));
    };
    let fields = named.named.iter().map(Field::read).collect::<Result<Vec<_>>>()?;
    Ok(implementation(&input.ident, &kind, &doc(&input.attrs), &fields))
}

fn implementation(name: &Ident, kind: &Kind, about: &str, fields: &[Field]) -> Tokens {
    let Kind { code, title, service, file, category, once, given, independent } = kind;
    let file = file.as_ref().map_or_else(|| quote!(None), |file| quote!(Some(crate::file::FileType::#file)));
    let schemas = fields.iter().map(|field| field.schema(category));
    let writes = fields.iter().map(Field::write);
    let reads = fields.iter().map(Field::read_value);
    let (idents, builds): (Vec<_>, Vec<_>) = fields.iter().map(|f| (&f.ident, f.build())).unzip();
    quote! {
        impl crate::record::Record for #name {
            const SCHEMA: &'static crate::schema::KindSchema = &crate::schema::KindSchema {
                kind: #code,
                title: #title,
                about: #about,
                service: crate::schema::Service::#service,
                file: #file,
                category: crate::class::Category::#category,
                fields: &[#(#schemas),*],
                once: #once,
                given: #given,
                independent: #independent,
                check: crate::record::check::<Self>,
                rewrite: crate::record::rewrite::<Self>,
                events: crate::record::events::<Self>,
                lacks: crate::record::lacks::<Self>,
                doubts: crate::record::doubts::<Self>,
                work: crate::record::work::<Self>,
                flags: crate::record::flags::<Self>,
                withheld: crate::record::withheld::<Self>,
                headline: crate::record::headline::<Self>,
            };

            fn to_fields(&self) -> crate::fields::Fields {
                let mut fields = crate::fields::Fields::new();
                #(#writes)*
                fields
            }

            fn from_fields(fields: &crate::fields::Fields) -> ::core::result::Result<Self, crate::problem::Problems> {
                let mut problems = crate::problem::Problems::none();
                #(#reads)*
                match (#(#idents,)*) {
                    (#(Ok(#idents),)*) => Ok(Self { #(#builds),* }),
                    _ => Err(problems),
                }
            }
        }
    }
}

impl Kind {
    fn read(input: &DeriveInput) -> Result<Self> {
        let (mut kind, mut title, mut service, mut file, mut category) = (None, None, None, None, None);
        let (mut once, mut given, mut independent) = (false, false, false);
        for attr in input.attrs.iter().filter(|attr| attr.path().is_ident("record")) {
            attr.parse_nested_meta(|meta| {
                if meta.path.is_ident("once") {
                    once = true;
                } else if meta.path.is_ident("given") {
                    given = true;
                } else if meta.path.is_ident("independent") {
                    independent = true;
                } else if meta.path.is_ident("kind") {
                    kind = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("title") {
                    title = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("service") {
                    service = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("file") {
                    file = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("category") {
                    category = Some(meta.value()?.parse()?);
                } else {
                    return Err(meta.error("expected kind, title, service, file, category, once, given or independent"));
                }
                Ok(())
            })?;
        }
        let missing = |what: &str| syn::Error::new(input.ident.span(), format!("#[record({what} = …)] is missing"));
        Ok(Self {
            code: kind.ok_or_else(|| missing("kind"))?,
            title: title.ok_or_else(|| missing("title"))?,
            service: service.ok_or_else(|| missing("service"))?,
            file,
            category: category.ok_or_else(|| missing("category"))?,
            once,
            given,
            independent,
        })
    }
}

impl Field {
    fn read(field: &syn::Field) -> Result<Self> {
        let ident = field.ident.clone().unwrap_or_else(|| Ident::new("unnamed", Span::call_site()));
        let (class, inner) = class_of(&field.ty)?;
        let mut read = Self {
            ident,
            class,
            inner,
            about: doc(&field.attrs),
            label: None,
            hint: None,
            of: None,
            category: None,
            find: None,
            given: false,
        };
        for attr in field.attrs.iter().filter(|attr| attr.path().is_ident("field")) {
            attr.parse_nested_meta(|meta| {
                if meta.path.is_ident("given") {
                    read.given = true;
                } else if meta.path.is_ident("label") {
                    read.label = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("hint") {
                    read.hint = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("of") {
                    read.of = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("category") {
                    read.category = Some(meta.value()?.parse()?);
                } else if meta.path.is_ident("find") {
                    read.find = Some(meta.value()?.parse()?);
                } else {
                    return Err(meta.error("expected label, hint, of, category, find or given"));
                }
                Ok(())
            })?;
        }
        Ok(read)
    }

    fn schema(&self, of_kind: &Ident) -> Tokens {
        let Self { ident, class, inner, about, given, .. } = self;
        let name = ident.to_string();
        let label = self.label.as_ref().map_or_else(|| in_words(&name), LitStr::value);
        let hint = self.hint.as_ref().map(LitStr::value).unwrap_or_default();
        let of = self.of.clone().unwrap_or_else(|| Ident::new("Subject", Span::call_site()));
        let category = self.category.as_ref().unwrap_or(of_kind);
        let find = self.find.as_ref().map_or_else(|| quote!(None), |find| quote!(Some(crate::schema::FindAs::#find)));
        quote! {
            crate::schema::FieldSchema {
                name: #name,
                label: #label,
                hint: #hint,
                about: #about,
                class: crate::class::Class::#class,
                of: crate::class::Whose::#of,
                category: crate::class::Category::#category,
                value: <#inner as crate::value::FieldValue>::TYPE,
                required: <#inner as crate::value::FieldValue>::REQUIRED,
                find: #find,
                given: #given,
            }
        }
    }

    fn write(&self) -> Tokens {
        let (ident, name) = (&self.ident, self.ident.to_string());
        let value = if self.class == "Open" { quote!(&self.#ident.0) } else { quote!(self.#ident.reveal()) };
        quote!(fields.set(#name, crate::value::FieldValue::write(#value));)
    }

    fn read_value(&self) -> Tokens {
        let (ident, inner, name) = (&self.ident, &self.inner, self.ident.to_string());
        quote! {
            let #ident = <#inner as crate::value::FieldValue>::read(fields.get(#name));
            if let Err(problem) = &#ident {
                problems.join(crate::problem::Problems::at(#name, problem.to_string()));
            }
        }
    }

    fn build(&self) -> Tokens {
        let ident = &self.ident;
        if self.class == "Open" {
            quote!(#ident: crate::class::Open(#ident))
        } else {
            quote!(#ident: crate::class::Private::new(#ident))
        }
    }
}

/// `Open` or `Private`, and what stands between the brackets.
fn class_of(ty: &Type) -> Result<(Ident, Type)> {
    let unclassed = || syn::Error::new(ty.span(), "a field of a record is classed: `Open<T>` or `Private<T>`");
    let Type::Path(path) = ty else { return Err(unclassed()) };
    let last = path.path.segments.last().ok_or_else(unclassed)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return Err(unclassed());
    };
    let Some(GenericArgument::Type(inner)) = arguments.args.first() else {
        return Err(unclassed());
    };
    if last.ident == "Open" || last.ident == "Private" {
        Ok((last.ident.clone(), inner.clone()))
    } else {
        Err(unclassed())
    }
}

/// `child_seen_alone` as "Child seen alone".
fn in_words(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The doc comment of an item, one line, without the marks that only source code needs.
fn doc(attrs: &[Attribute]) -> String {
    let lines = attrs.iter().filter(|attr| attr.path().is_ident("doc")).filter_map(|attr| match &attr.meta {
        syn::Meta::NameValue(pair) => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value().trim().to_owned()),
            _ => None,
        },
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ").trim().replace('`', "")
}

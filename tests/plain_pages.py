"""Invented pages of scraped text for tests/test_page_plain.py: each with the documents that it holds."""

from __future__ import annotations

from dataclasses import dataclass

A1 = (
    "The foreign ministers of Norland and Velia met in Port Amber on Tuesday and agreed to reopen the strait to "
    "fishing "
    "boats before the end of the summer, officials from both sides said after four hours of talks."
)
A2 = (
    "“We leave this room with fewer questions than we brought,” Norland's minister, Ilse Brandt, told reporters. "
    "She said that the tariff on smoked fish would stay in force until both parliaments have voted."
)
A3 = "Velia had closed the strait in March after a dispute over licences. Its navy still patrols the western half."
B1 = (
    "Velia's trade envoy, Tomas Arda, will travel to the Kesh Republic next week to ask for a longer grace period "
    "on the "
    "25 percent duty on copper wire, the ministry said in a short statement on its website."
)
B2 = (
    "The duty was announced in May and is to take effect on the first of the month. Importers say that most of the "
    "shipments for the autumn have been ordered already and cannot be moved to other ports."
)
C1 = (
    "The parliament of the Kesh Republic has voted to send observers to the border villages, a step that the "
    "opposition "
    "had demanded for two years and that the government had always called unnecessary and expensive."
)
C2 = "The first group is expected to leave within ten days. Its report will be public, the speaker of parliament added."
OPINION = (
    "Nobody should mistake a handshake for a treaty. The strait was open for two hundred years without one, and it was "
    "closed in an afternoon because nobody on either shore could say what the old promises were worth."
)
NOTE = "Kim Dana is a former pilot of the strait. The views expressed here are the writer's own. — Ed."
BRIEFING = (
    "Ms Brandt said in a briefing on July 9 that the strait would be open by August 1, 2031, at the latest, and that "
    "her ministry would publish the new rules for licences a week before that day."
)
GERMAN = (
    "Die Außenminister von Norland und Velia haben sich am Dienstag darauf geeinigt, die Meerenge bis zum Ende des "
    "Sommers wieder für Fischer zu öffnen, wie beide Seiten nach vier Stunden mitteilten."
)
GERMAN_2 = "Die Marine bleibt vorerst im westlichen Teil, sagte ein Sprecher der Regierung am Abend."
FRENCH = (
    "Les ministres des affaires étrangères de Norland et de Velia sont convenus mardi de rouvrir le détroit aux "
    "pêcheurs avant la fin de l'été, ont annoncé les deux parties après quatre heures de discussions."
)
FRENCH_2 = "La marine reste pour l'instant dans la moitié occidentale, a dit un porte-parole du gouvernement."
KOREAN = (
    "노르란드와 벨리아의 외교장관은 화요일 포트앰버에서 만나 여름이 끝나기 전에 "
    "해협을 어선에 다시 개방하기로 합의했다고 양측 관계자들이 밝혔다."
)
KOREAN_2 = "해군은 당분간 서쪽 절반을 계속 순찰할 것이라고 정부 대변인이 저녁에 기자들에게 말했다."
TEASER = "The harbour master says that ferries will run again from Monday."

MENU = "Home\nPolitics\nBusiness\nWorld\nSport\nOpinion\nSubscribe\nLog in\nSearch"
FOOTER = "About us\nContact us\nPrivacy policy\nTerms of use\n© 2031 The Amber Courier. All rights reserved."


@dataclass(frozen=True)
class Doc:
    """What a document must be; a None is checked too, except for `agency` and `genre`, which other tests cover."""

    title: str | None
    text: tuple[str, ...]
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
    section: str | None = None
    agency: str | None = None


@dataclass(frozen=True)
class Page:
    """A page, when it was collected, and its documents."""

    name: str
    text: str
    docs: tuple[Doc, ...]
    collected: str | None = None


def lines(*parts: str) -> str:
    """Join the parts of a page with blank lines."""
    return "\n\n".join(parts)


HEAD = "Norland and Velia agree to reopen strait to fishing boats"
HEAD_B = "Velia envoy to seek delay of copper duty in Kesh Republic"
HEAD_C = "Kesh parliament votes to send observers to border villages"

PAGES = (
    Page(
        "newspaper with menu, share buttons, related links and footer",
        lines(
            MENU,
            "World",
            HEAD,
            "By Ann Lindqvist",
            "Published: July 8, 2031 14:03 GMT",
            "Share\nFacebook\nTwitter\nEmail",
            A1,
            "ADVERTISEMENT",
            A2,
            A3,
            "Related Articles",
            "Ferry company cuts winter timetable",
            "Smoked fish prices rise again",
            "Most read",
            "Ten photos from the harbour fair",
            FOOTER,
        ),
        (Doc(HEAD, (A1, A2, A3), "2031-07-08", "The Amber Courier", "Ann Lindqvist", "World"),),
    ),
    Page(
        "aggregator with three articles, relative times, headline printed thrice",
        lines(
            "logo\n" + HEAD,
            HEAD,
            "Amber Courier3 hours ago\n" + A1 + "\n" + A2,
            "Try Our AI Features",
            "Comments",
            "No comments yet...",
            "Related Articles",
            f"{HEAD_B}\n{HEAD_B}",
            "Kesh Daily",
            "time40 minutes ago",
            "  • Kesh Daily",
            HEAD_B,
            f"{B1} {B2} (AP)",
            f"{HEAD_C}\n{HEAD_C}",
            "Kesh Daily",
            "time2 days ago",
            "  • Kesh Daily",
            HEAD_C,
            f"{C1} {C2}",
            "DOWNLOAD THE APP",
            "Get Started Now: Download the App",
            "Ready for more? Download our app today and read your news wherever you are.",
        ),
        (
            Doc(HEAD, (A1, A2), "2031-07-08", "Amber Courier"),
            Doc(HEAD_B, (f"{B1} {B2} (AP)",), "2031-07-08", "Kesh Daily", agency="AP"),
            Doc(HEAD_C, (f"{C1} {C2}",), "2031-07-06", "Kesh Daily"),
        ),
        collected="2031-07-08T20:00:00+00:00",
    ),
    Page(
        "tag page with day-first dates that one of them proves",
        "Latest news with #Harbour-Treaty\n\n\n"
        f"Kesh Daily\n11-06-2031\n- Politics\n- Kesh Daily\n{HEAD}\n{A1} {A2}\n\n\n"
        f"Velia Forward\n27-05-2031\n- Business\n- Velia Forward\nIs the copper duty dead?\n{B1} {B2} Author: Noor "
        f"Haddad\n\n\n"
        f"Kesh Daily\n05-04-2031\n- Politics\n- Kesh Daily\nObservers to go, says speaker of Kesh Rep.\n{C1} {C2}",
        (
            Doc(HEAD, (f"{A1} {A2}",), "2031-06-11", "Kesh Daily", section="Politics"),
            Doc(
                "Is the copper duty dead?",
                (f"{B1} {B2} Author: Noor Haddad",),
                "2031-05-27",
                "Velia Forward",
                "Noor Haddad",
                "Business",
            ),
            Doc(
                "Observers to go, says speaker of Kesh Rep.",
                (f"{C1} {C2}",),
                "2031-04-05",
                "Kesh Daily",
                section="Politics",
            ),
        ),
    ),
    Page(
        "tag page whose dates prove no order",
        f"Latest news with #Strait\n\n\nKesh Daily\n05-04-2031\n- World\n- Kesh Daily\n{HEAD}\n{A1} {A2}",
        (Doc(HEAD, (f"{A1} {A2}",), "2031-04-05/2031-05-04", "Kesh Daily", section="World"),),
    ),
    Page(
        "month-first dates that one of them proves",
        f"Kesh Daily\n05-04-2031\n- World\n- Kesh Daily\n{HEAD}\n{A1} {A2}\n\n"
        f"Kesh Daily\n05-27-2031\n- World\n- Kesh Daily\n{HEAD_B}\n{B1} {B2}",
        (
            Doc(HEAD, (f"{A1} {A2}",), "2031-05-04", "Kesh Daily", section="World"),
            Doc(HEAD_B, (f"{B1} {B2}",), "2031-05-27", "Kesh Daily", section="World"),
        ),
    ),
    Page(
        "section, headline, standfirst, byline with its outlet; no date",
        lines(
            "Diplomacy",
            HEAD,
            "Ministers meet for four hours in Port Amber",
            "By Diplomacy Journal Kim Dana",
            "\xa0",
            A1,
            "\xa0",
            A2.replace("told reporters", "told\xa0reporters"),
            "\xa0",
            A3,
        ),
        (
            Doc(
                HEAD,
                (A1, A2.replace("told reporters", "told\xa0reporters"), A3),
                None,
                "The Diplomacy Journal",
                "Kim Dana",
                "Diplomacy",
            ),
        ),
    ),
    Page(
        "readers' comments like a forum",
        lines(
            HEAD,
            "By Ann Lindqvist | July 8, 2031",
            A1,
            A2,
            A3,
            "3 Comments",
            "harbourmaster77\n2 hours ago",
            "I have fished there for thirty years and nobody ever asked me what the old promises were worth to us.",
            "Reply\nLike (4)",
            "Old Salt\n5 hours ago",
            "They will close it again before Christmas, mark my words, they always do.",
            "Reply",
        ),
        (Doc(HEAD, (A1, A2, A3), "2031-07-08", None, "Ann Lindqvist"),),
    ),
    Page(
        "comments, then a full related article",
        lines(
            HEAD,
            "By Ann Lindqvist",
            "July 8, 2031",
            A1,
            A2,
            "Leave a Reply",
            "anglerfish",
            "Good. It was about time that somebody did this.",
            "Related Stories",
            HEAD_B,
            "By Noor Haddad",
            "July 7, 2031",
            B1,
            B2,
        ),
        (
            Doc(HEAD, (A1, A2), "2031-07-08", None, "Ann Lindqvist"),
            Doc(HEAD_B, (B1, B2), "2031-07-07", None, "Noor Haddad"),
        ),
    ),
    Page(
        "related articles are mere teasers",
        lines(
            HEAD,
            "July 8, 2031",
            A1,
            A2,
            A3,
            "You may also like",
            "Ferries to run again from Monday",
            TEASER,
            "Smoked fish prices rise again",
            "Smokers in Port Amber say that costs have doubled since the spring.",
        ),
        (Doc(HEAD, (A1, A2, A3), "2031-07-08"),),
    ),
    Page(
        "hard-wrapped paragraphs",
        HEAD + "\n\nBy Ann Lindqvist\nJuly 8, 2031\n\n"
        "The foreign ministers of Norland and Velia met in Port Amber on Tuesday\n"
        "and agreed to reopen the strait to fishing boats before the end of the\n"
        "summer, officials from both sides said after four hours of long-\n"
        "awaited talks.\n\n"
        "Velia had closed the strait in March after a dispute over licences. Its\n"
        "navy still patrols the western half.\n",
        (
            Doc(
                HEAD,
                (A1.replace("hours of talks", "hours of long-awaited talks"), A3),
                "2031-07-08",
                None,
                "Ann Lindqvist",
            ),
        ),
    ),
    Page(
        "hard-wrapped paragraphs set apart by their indent",
        "   The foreign ministers of Norland and Velia met in Port Amber on\n"
        "Tuesday and agreed to reopen the strait to fishing boats before the\n"
        "end of the summer, officials from both sides said after four hours\n"
        "of talks.\n"
        "   Velia had closed the strait in March after a dispute over\n"
        "licences. Its navy still patrols the western half.\n",
        (Doc(None, (A1, A3)),),
    ),
    Page(
        "all in one line, headline before it",
        f"{HEAD}\n{A1} {A2} {A3}",
        (Doc(HEAD, (f"{A1} {A2} {A3}",)),),
    ),
    Page("running text and nothing else", f"{A1}\n\n{A2}", (Doc(None, (A1, A2)),)),
    Page(
        "wire copy with a dateline; the agency stands below",
        lines(HEAD, f"PORT AMBER, July 8 (Yonhap) -- {A1}", A2, "(Yonhap)"),
        (Doc(HEAD, (f"PORT AMBER, July 8 (Yonhap) -- {A1}", A2), "2031-07-08", agency="Yonhap"),),
        collected="2031-07-09",
    ),
    Page(
        "a dateline without a year and no day of collection",
        lines(HEAD, f"PORT AMBER, July 8 (Reuters) - {A1}", A2),
        (Doc(HEAD, (f"PORT AMBER, July 8 (Reuters) - {A1}", A2), None, agency="Reuters"),),
    ),
    Page(
        "press release",
        lines(
            "FOR IMMEDIATE RELEASE",
            "July 8, 2031",
            "Ministry of the Sea announces reopening of the strait",
            A1,
            A2,
            "Media contact: Lars Holm, press@example.org",
            "###",
        ),
        (Doc("Ministry of the Sea announces reopening of the strait", (A1, A2), "2031-07-08"),),
    ),
    Page(
        "a list announced by a colon, subheadings",
        lines(
            HEAD,
            "By Ann Lindqvist",
            "8 July 2031",
            A1,
            "What was agreed",
            "The ministers agreed on four working groups:",
            "Fisheries",
            "Coast guard",
            "Pilotage",
            "Weather reports",
            A2,
        ),
        (
            Doc(
                HEAD,
                (
                    A1,
                    "What was agreed",
                    "The ministers agreed on four working groups:",
                    "Fisheries",
                    "Coast guard",
                    "Pilotage",
                    "Weather reports",
                    A2,
                ),
                "2031-07-08",
                None,
                "Ann Lindqvist",
            ),
        ),
    ),
    Page(
        "a box of links inside the article",
        lines(
            HEAD,
            "By Ann Lindqvist",
            "8 July 2031",
            A1,
            "More stories",
            "Ferry company cuts winter timetable",
            "Smoked fish prices rise again",
            "Lighthouse to be sold",
            A2,
            A3,
        ),
        (Doc(HEAD, (A1, A2, A3), "2031-07-08", None, "Ann Lindqvist"),),
    ),
    Page(
        "single link lines, credits and the headline once more inside the article",
        lines(
            HEAD,
            "8 July 2031",
            A1,
            "Read more: Ferry company cuts winter timetable",
            "Photo: Ministry handout",
            A2,
            HEAD,
            "Sign up for our morning newsletter",
            "Get the news that matters to you in your inbox, free of charge.",
            A3,
            "Reporting by Ann Lindqvist; editing by Lars Holm",
        ),
        (Doc(HEAD, (A1, A2, A3), "2031-07-08"),),
    ),
    Page(
        "page title with the site's name above the headline",
        lines(f"{HEAD} | The Amber Courier", MENU, HEAD, "Jul 8, 2031, 2:03 PM", A1, A2),
        (Doc(HEAD, (A1, A2), "2031-07-08", "The Amber Courier"),),
    ),
    Page(
        "a standfirst in a full sentence above the byline",
        lines(
            HEAD,
            "Four hours of talks end with a promise and no signature.",
            "Ann Lindqvist, staff reporter",
            "Updated: July 9, 2031",
            "Posted: July 8, 2031",
            A1,
            A2,
        ),
        (
            Doc(
                HEAD,
                ("Four hours of talks end with a promise and no signature.", A1, A2),
                "2031-07-08",
                None,
                "Ann Lindqvist",
            ),
        ),
    ),
    Page(
        "a column with its writer in brackets and a note at the end",
        lines(
            "[Kim Dana] A handshake is no treaty",
            "Kesh Daily17 hours ago",
            OPINION,
            A3,
            NOTE,
            "Orange background",
            "Explore what our app can do for you:",
        ),
        (
            Doc(
                "[Kim Dana] A handshake is no treaty",
                (OPINION, A3, NOTE),
                "2031-07-07/2031-07-08",
                "Kesh Daily",
                "Kim Dana",
            ),
        ),
        collected="2031-07-08",
    ),
    Page(
        "live blog",
        lines(
            "Strait talks live: latest updates",
            "July 8, 2031",
            A1,
            "2 hours ago",
            "Brandt speaks to reporters",
            A2,
            "3 hours ago",
            "Navy still on patrol",
            A3,
        ),
        (
            Doc(
                "Strait talks live: latest updates",
                (A1, "Brandt speaks to reporters", A2, "Navy still on patrol", A3),
                "2031-07-08",
            ),
        ),
    ),
    Page(
        "cookie banner, menu in one line and a slogan above the headline",
        lines(
            "We use cookies to improve your experience. By continuing to browse you accept our cookie policy.",
            "Home Politics Business World Sport Opinion Weather Jobs Archive",
            "The voice of the coast since 1902",
            HEAD,
            "Kesh Daily | July 8, 2031",
            A1,
            A2,
        ),
        (Doc(HEAD, (A1, A2), "2031-07-08", "Kesh Daily"),),
    ),
    Page(
        "two full articles one below the other, each with byline and date",
        lines(HEAD, "By Ann Lindqvist", "July 8, 2031", A1, A2, HEAD_B, "By Noor Haddad", "July 7, 2031", B1, B2),
        (
            Doc(HEAD, (A1, A2), "2031-07-08", None, "Ann Lindqvist"),
            Doc(HEAD_B, (B1, B2), "2031-07-07", None, "Noor Haddad"),
        ),
    ),
    Page(
        "the name of the writer alone on its line",
        lines(HEAD, "Ann Lindqvist", "8 July 2031", A1, A2),
        (Doc(HEAD, (A1, A2), "2031-07-08", None, "Ann Lindqvist"),),
    ),
    Page(
        "a question as headline",
        lines("Opinion", "Who will open the strait first?", "By Kim Dana", "2031.07.08 14:03", OPINION, A3),
        (Doc("Who will open the strait first?", (OPINION, A3), "2031-07-08", None, "Kim Dana", "Opinion"),),
    ),
    Page(
        "short sentences of a dialogue stay",
        lines(
            "Remarks after the meeting in Port Amber",
            "July 8, 2031",
            A1,
            "QUESTION: Will you sign?",
            "MS BRANDT: Yes.",
            "QUESTION: When?",
            "MS BRANDT: Soon, I hope, and in any case before the end of the summer. Thank you.",
        ),
        (
            Doc(
                "Remarks after the meeting in Port Amber",
                (
                    A1,
                    "QUESTION: Will you sign?",
                    "MS BRANDT: Yes.",
                    "QUESTION: When?",
                    "MS BRANDT: Soon, I hope, and in any case before the end of the summer. Thank you.",
                ),
                "2031-07-08",
            ),
        ),
    ),
    Page(
        "boilerplate in German",
        lines(
            "Startseite\nPolitik\nWirtschaft\nMeinung",
            "Norland und Velia öffnen die Meerenge wieder für Fischer",
            "Von Ilse Brandt",
            "8. Juli 2031, 14:03 Uhr",
            "Anzeige",
            GERMAN,
            "Teilen\nDrucken",
            GERMAN_2,
            "Meistgelesen",
            "Fähre fällt aus",
            "Kommentare (3)",
        ),
        (
            Doc(
                "Norland und Velia öffnen die Meerenge wieder für Fischer",
                (GERMAN, GERMAN_2),
                "2031-07-08",
                None,
                "Ilse Brandt",
            ),
        ),
    ),
    Page(
        "boilerplate in French and Spanish",
        lines(
            "Accueil",
            "Norland et Velia rouvrent le détroit aux pêcheurs",
            "Par Jeanne Morel",
            "Publié le 8 juillet 2031",
            "Partager",
            FRENCH,
            "Publicidad",
            FRENCH_2,
            "Lire aussi",
            "Le ferry est annulé",
        ),
        (
            Doc(
                "Norland et Velia rouvrent le détroit aux pêcheurs",
                (FRENCH, FRENCH_2),
                "2031-07-08",
                None,
                "Jeanne Morel",
            ),
        ),
    ),
    Page(
        "Korean",
        lines(
            "정치",
            "노르란드와 벨리아, 해협 재개방 합의",
            "김다나 기자",
            "입력 2031.07.08 14:03",
            KOREAN,
            "광고",
            KOREAN_2,
            "관련기사",
            "여객선 결항",
        ),
        (Doc("노르란드와 벨리아, 해협 재개방 합의", (KOREAN, KOREAN_2), "2031-07-08", None, "김다나", "정치"),),
    ),
    Page(
        "carriage returns, byte-order mark, zero-width blanks",
        "\ufeff" + HEAD + "\r\n\r\nBy Ann Lindqvist\r\n\r\n\u200b\r\n" + A1 + "\r\n\r\n\u200b" + A2 + " \r\n",
        (Doc(HEAD, (A1, A2), None, None, "Ann Lindqvist"),),
    ),
    Page(
        "date of an event in the text is not the date of publication",
        lines(HEAD, BRIEFING, A3),
        (Doc(HEAD, (BRIEFING, A3)),),
    ),
    Page(
        "newsletter box inside the article, date of first publication, writer with a place",
        lines(
            HEAD,
            "Ministers meet for four hours as the deadline approaches",
            "Ann Lindqvist in Port Amber\nTue 8 Jul 2031 14.03 BST\nFirst published on Tue 8 Jul 2031 09.12 BST\nShare",
            A1,
            "Sign up to Headlines\nFree newsletter\n"
            "Get the day's headlines emailed direct to you every morning\nEnter your email address\nSign up\n"
            "Privacy Notice: Newsletters may contain online ads. For more see our Privacy Policy.\nafter "
            "newsletter promotion",
            A2,
            A3,
            "Explore more on these topics\nVelia\nnews\nShare",
        ),
        (Doc(HEAD, (A1, A2, A3), "2031-07-08", None, "Ann Lindqvist"),),
    ),
    Page(
        "picture counter, capital bylines, rules, agency in the dateline",
        lines(
            HEAD,
            "1 of 3 | Ministers pose for a photo in Port Amber, Tuesday, July 8, 2031. (AP Photo/Lars Holm)",
            "By  ANN LINDQVIST and LARS HOLM\nUpdated 10:03 AM EDT, July 8, 2031",
            f"PORT AMBER (AP) — {A1}",
            A2,
            "___",
            "Holm reported from Velia City.",
        ),
        (
            Doc(
                HEAD,
                (f"PORT AMBER (AP) — {A1}", A2, "Holm reported from Velia City."),
                "2031-07-08",
                None,
                "ANN LINDQVIST and LARS HOLM",
                agency="AP",
            ),
        ),
    ),
    Page(
        "source, time and editor on one line",
        lines(
            f"{HEAD}\nSource: Xinhua | 2031-07-08 14:03:22 | Editor: huaxia",
            f"PORT AMBER, July 8 (Xinhua) -- {A1}",
            f"{A3} ■",
        ),
        (Doc(HEAD, (f"PORT AMBER, July 8 (Xinhua) -- {A1}", f"{A3} ■"), "2031-07-08", "Xinhua", agency="Xinhua"),),
    ),
    Page(
        "picture credits and captions between the facts and the text",
        lines(
            HEAD,
            "2 hours ago\nShare\nSave\nAnn Lindqvist\nBBC News, Port Amber\nReuters Ministers shake hands "
            "in Port Amber\n"
            "Reuters\nThe ministers met on Tuesday",
            A1,
            A2,
        ),
        (Doc(HEAD, (A1, A2), "2031-07-08", "BBC News", "Ann Lindqvist"),),
        collected="2031-07-08T12:00:00+00:00",
    ),
    Page(
        "a message with a subject line",
        f"From: desk@example.org\nDate: Tue, 8 Jul 2031 10:00:00 +0900\nSubject: {HEAD}\n\n{A1}\n\n{A2}\n",
        (Doc(HEAD, (A1, A2), "2031-07-08"),),
    ),
    Page(
        "statement with its speaker above the date, bullets inside",
        lines(
            HEAD,
            "Press Statement",
            "Ann Lindqvist, Minister of the Sea",
            "July 8, 2031",
            A1,
            "• Open the strait for boats under 20 metres\n• Exchange lists of licences\n• Keep the tariff on "
            "smoked fish",
            A3,
            "Tags\nBureau of Sea Affairs\nOffice of the Spokesperson",
        ),
        (
            Doc(
                HEAD,
                (
                    A1,
                    "• Open the strait for boats under 20 metres",
                    "• Exchange lists of licences",
                    "• Keep the tariff on smoked fish",
                    A3,
                ),
                "2031-07-08",
                None,
                "Ann Lindqvist",
            ),
        ),
    ),
    Page(
        "facts of each article below its text",
        f"{HEAD}\n{A1}\n{A2}\nKesh Daily - 3 hours ago\n\n{HEAD_B}\n{B1}\n{B2}\nKesh Daily - 5 hours ago\n",
        (Doc(HEAD, (A1, A2), "2031-07-08", "Kesh Daily"), Doc(HEAD_B, (B1, B2), "2031-07-08", "Kesh Daily")),
        collected="2031-07-08T12:00:00+00:00",
    ),
    Page(
        "an outlet that no table knows beside each date, headlines printed once",
        lines(HEAD, "Amber Courier", "3 hours ago", A1, A2, HEAD_B, "Kesh Daily", "2 days ago", B1, B2),
        (Doc(HEAD, (A1, A2), "2031-07-08", "Amber Courier"), Doc(HEAD_B, (B1, B2), "2031-07-06", "Kesh Daily")),
        collected="2031-07-08T12:00:00+00:00",
    ),
    Page(
        "a place and a date in capitals are no outlet",
        lines(HEAD.upper(), "PORT AMBER, 8 JULY 2031", A1, A2),
        (Doc(HEAD.upper(), (A1, A2), "2031-07-08"),),
    ),
    Page(
        "readout with a line that leads up to the text",
        lines(
            "READOUT",
            "Secretary Lindqvist's Call with Velian Minister Arda",
            "The below is attributable to Spokesperson Lars Holm:",
            A1,
            A3,
        ),
        (
            Doc(
                "Secretary Lindqvist's Call with Velian Minister Arda",
                ("The below is attributable to Spokesperson Lars Holm:", A1, A3),
            ),
        ),
    ),
    Page(
        "writer's name above and in the note at the end, Korean clock",
        lines(
            "Why the strait matters to all of us",
            "Kim Dana\nContributing columnist",
            "2031.07.08. 오후 2:03",
            OPINION,
            A3,
            "Kim Dana is a former pilot of the strait.",
        ),
        (
            Doc(
                "Why the strait matters to all of us",
                (OPINION, A3, "Kim Dana is a former pilot of the strait."),
                "2031-07-08",
                None,
                "Kim Dana",
            ),
        ),
    ),
    Page(
        "aggregator: an hour ago, a short related article with its full header",
        lines(
            "logo\n" + HEAD,
            HEAD,
            "Yahoo8 hours ago\n" + A1 + "\n" + A2,
            "Comments",
            "No comments yet...",
            "Related Articles",
            f"{HEAD_B}\n{HEAD_B}",
            "The Guardian",
            "timean hour ago",
            "  • Business\n  • The Guardian",
            HEAD_B,
            f"{B1} {B2}",
            f"{HEAD_C}\n{HEAD_C}",
            "Yahoo",
            "time2 hours ago",
            "  • Yahoo",
            HEAD_C,
            C2,
        ),
        (
            Doc(HEAD, (A1, A2), "2031-07-08", "Yahoo"),
            Doc(HEAD_B, (f"{B1} {B2}",), "2031-07-08", "The Guardian", section="Business"),
            Doc(HEAD_C, (C2,), "2031-07-08", "Yahoo"),
        ),
        collected="2031-07-08T12:00:00+00:00",
    ),
    Page(
        "tag page with a headline of two sentences and one that shares no word with its text",
        "Latest news with #Strait\n\n\n"
        f"Yahoo\n3 hours ago\n- Politics\n- Yahoo\n'We will never sign.' Velia rejects the deal.\n{A1} {A2}\n\n\n"
        f"UPI\n4 hours ago\n- Business\n- UPI\nWhat comes after Friday\n{B1} {B2}\n",
        (
            Doc(
                "'We will never sign.' Velia rejects the deal.",
                (f"{A1} {A2}",),
                "2031-07-08",
                "Yahoo",
                section="Politics",
            ),
            Doc("What comes after Friday", (f"{B1} {B2}",), "2031-07-08", "UPI", section="Business"),
        ),
        collected="2031-07-08T12:00:00+00:00",
    ),
    Page(
        "outlet behind the writer's name",
        lines(HEAD, "By Kim Dana, Diplomacy Journal", A1, A2),
        (Doc(HEAD, (A1, A2), None, "The Diplomacy Journal", "Kim Dana"),),
    ),
)

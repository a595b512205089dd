// The files of the built-in manual. build.rs reads this list, too: it makes them ready for a start.
files! {
    /// Something is decided by them; phrases stand in the order in which they are offered.
    BUILT_IN:
        "flow" "channels" "kinds" "categories" "levels" "calendar" "calendar/cn-2025" "calendar/cn-2026" "people"
        "results" "followups" "satisfaction" "forms" "runbooks" "vocabulary" "intake" "avoid" "phrases/slots"
        "phrases/opening" "phrases/verify" "phrases/calming" "phrases/identify" "phrases/process" "phrases/plan"
        "phrases/result" "phrases/followup" "phrases/archive" "phrases/internal";
    /// Nothing is decided by them: no start reads them.
    PAGES: "pages" "laws";
}

using System.Reflection;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Tests.Contracts;

/// <summary>Clients branch on these: a code is never renamed, reused or given another status.
/// New ones are added here.</summary>
public sealed class ProblemCodeTests
{
    private const string Pinned = """
        invalid_request 400
        unauthenticated 401
        token_expired 401
        access_not_approved 401
        access_not_recorded 401
        person_unknown 401
        bad_signature 401
        assessor_key_revoked 401
        forbidden 403
        evaluator_only 403
        conflict_of_interest 403
        not_your_target 403
        not_certifying_unit 403
        embargoed 403
        entry_withheld 403
        public_page_closed 403
        not_found 404
        method_not_allowed 405
        not_acceptable 406
        idempotency_conflict 409
        concurrent_write 409
        already_exists 409
        target_changes_closed 409
        period_not_open 409
        period_not_owed 409
        period_closed 409
        period_not_closed 409
        extension_request_open 409
        extension_request_answered 409
        drafts_refused 409
        draft_changed 412
        batch_refused 409
        sheet_mismatch 409
        sheet_stale 409
        signatory_required 403
        second_person_required 403
        stale_revision 409
        already_remarked 409
        remark_answered 409
        stale_basis 409
        basis_differs 409
        suggestion_differs 409
        already_rated 409
        stale_ratings 409
        ratings_incomplete 409
        statistics_differ 409
        already_issued 409
        report_not_issued 409
        too_large 413
        unsupported_media_type 415
        name_taken 409
        other_log 422
        unknown_colour 422
        unknown_scheme 422
        divergence_reason_required 422
        unknown_divergence 422
        not_yet_rated 409
        same_assessor 403
        second_mark_not_sampled 422
        scheme_duplicate_version 422
        scheme_colour_unknown 422
        scheme_not_total 422
        scheme_overlap 422
        scheme_not_monotone 422
        scheme_unreachable 422
        scheme_contrast 422
        cosignature_not_valid 422
        internal_error 500
        unavailable 503
        busy 503
        clock_behind 503
        log_in_doubt 503
        sign_in_unavailable 503
        facts_unavailable 503
        evidence_removed 410
        evidence_incomplete 400
        evidence_offset 409
        evidence_uploads_open 409
        evidence_differs 422
        evidence_type_refused 422
        evidence_unreadable 503
        too_many_requests 429
        timed_out 504
        storage_low 507
        """;

    [Fact]
    public void The_codes_and_their_statuses_are_pinned() =>
        Assert.Equal(Pinned.ReplaceLineEndings("\n").Split('\n'), ProblemCode.All.Select(c => $"{c.Code} {c.Status}"));

    [Fact]
    public void Every_code_is_listed_once()
    {
        var declared = typeof(ProblemCode)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetValue(null))
            .OfType<ProblemCode>()
            .ToList();
        Assert.Equal(declared.Select(c => c.Code).Order(), ProblemCode.All.Select(c => c.Code).Order());
        Assert.Equal(ProblemCode.All.Count, ProblemCode.All.Select(c => c.Code).Distinct().Count());
        Assert.Equal(ProblemCode.All.Count, ProblemCode.All.Select(c => c.Title.Zh).Distinct().Count());
        Assert.All(ProblemCode.All, c => Assert.Matches("^[A-Z].*[.]$", c.Title.En));
    }

    // What the framework raises has the general code of its status, not a special one that happens to share it.
    [Theory]
    [InlineData(400, "invalid_request")]
    [InlineData(401, "unauthenticated")]
    [InlineData(403, "forbidden")]
    [InlineData(404, "not_found")]
    [InlineData(405, "method_not_allowed")]
    [InlineData(406, "not_acceptable")]
    [InlineData(413, "too_large")]
    [InlineData(415, "unsupported_media_type")]
    [InlineData(500, "internal_error")]
    [InlineData(503, "unavailable")]
    [InlineData(431, "http_431")]
    public void A_status_alone_has_a_code_too(int status, string code)
    {
        Assert.Equal(code, ProblemCode.ForStatus(status).Code);
        Assert.Equal(status, ProblemCode.ForStatus(status).Status);
    }
}

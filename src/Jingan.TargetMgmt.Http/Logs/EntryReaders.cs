using System.Collections.Frozen;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Http.Logs;

/// <summary>Who may see the entries of one type, as the interface shows what they say: a log that tells more than the
/// interface would be a way around it.</summary>
/// <param name="Roles">The roles that may at all.</param>
/// <param name="OwnUnit">A reporter only where its unit reported it, or has a part in the target it is about.</param>
/// <remarks>Whatever the table says, ratings and second marks stay under embargo until their period's report
/// (<see cref="EntryDisclosure"/>).</remarks>
internal sealed record EntryReaders(IReadOnlyList<string> Roles, bool OwnUnit = false)
{
    private static readonly EntryReaders Everybody = new(Role.People);

    private static readonly EntryReaders WhoeverHasAPart = new(Role.People, OwnUnit: true);

    private static readonly EntryReaders EvaluatorAndAuditors = new([Role.Evaluator, Role.Auditor]);

    private static readonly EntryReaders EvaluatorAuditorsAndAdministrators = new([Role.Evaluator, Role.Auditor,
        Role.Admin]);

    /// <summary>Every entry type of both logs. A type that is not here is shown to nobody.</summary>
    public static readonly FrozenDictionary<string, EntryReaders> ByType = new Dictionary<string, EntryReaders>
    {
        // government
        ["unit"] = Everybody, // GET /units
        ["target"] = WhoeverHasAPart, // GET /targets
        ["period"] = Everybody, // GET /periods
        ["period-opened"] = Everybody, // GET /periods
        ["period-closed"] = Everybody, // GET /periods
        ["extension"] = Everybody, // GET /periods
        ["extension-request"] = Everybody, // GET /extension-requests
        ["extension-refusal"] = Everybody, // GET /extension-requests
        ["progress"] = WhoeverHasAPart, // GET /progress
        ["remark"] = WhoeverHasAPart, // GET /remarks
        ["waiting-answer"] = WhoeverHasAPart, // GET /waiting
        ["certified-value"] = WhoeverHasAPart, // GET /targets/{id}/certified-values
        ["evidence"] = WhoeverHasAPart, // GET /evidence; of reporters the uploading unit's alone
        ["evidence-removal"] = Everybody, // GET /evidence: what is removed is removed in the open
        ["public-page"] = Everybody, // GET /public-page

        // evaluation
        ["assessor"] = Everybody, // GET /assessors
        ["assessor-revocation"] = Everybody, // GET /assessors
        ["conflict"] = Everybody, // GET /assessors/conflicts
        ["scheme"] = Everybody, // GET /schemes/{version}
        ["rating"] = Everybody, // GET /ratings, once released
        ["sample"] = EvaluatorAndAuditors, // GET /second-marks/samples/{period}
        ["second-mark"] = Everybody, // the issued report
        ["report"] = Everybody, // GET /evaluation-reports/{period}
        ["refusal"] = EvaluatorAndAuditors, // GET /refusals

        ["access-approval"] = EvaluatorAuditorsAndAdministrators, // GET /access/…

        // both
        ["access"] = EvaluatorAuditorsAndAdministrators, // GET /access/{side}
        ["access-ended"] = EvaluatorAuditorsAndAdministrators,
        ["rotation"] = Everybody,
        ["adoption"] = Everybody,
        ["ledger-digest"] = Everybody,
    }.ToFrozenDictionary();
}

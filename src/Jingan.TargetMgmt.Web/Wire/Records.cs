namespace Jingan.TargetMgmt.Web.Wire;

// What the pages use of the service's answers; the interface document says what each member means. What is not named
// here is passed over, so that a newer service may say more.

public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public sealed record ProblemBody(
    string? Code, string? Title, string? Detail, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors,
    IReadOnlyList<BatchRow>? Rows = null)
{
    /// <summary>What is wrong, by pointer, or of a batch by row.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? AllErrors =>
        Errors ?? Rows?.Where(r => r.Errors.Count > 0).ToDictionary(r => $"/rows/{r.Row}", r => r.Errors);
}

public sealed record Caller(
    string Name, string Role, string RoleName, string? Unit, bool Signs, string Expires, IReadOnlyList<string> May);

public sealed record TodoItem(
    string Kind, string What, string? Until, string? Weekday, int? WorkingDaysLeft, string? Period, string? TargetId,
    string? Unit, int? Count);

public sealed record UnitName(string Code, string Name, string Kind, bool? OnePersonSigns = null);

/// <summary>A unit as the office writes it.</summary>
public sealed record PutUnit(string Name, string Kind, bool OnePersonSigns);

public sealed record Receipt(string Log, long Index, string LeafHash, long CheckpointSize);

/// <summary>The tokens of a demonstration, which a service in Development shows to the machine it runs on.</summary>
public sealed record DemoRoles(
    string Office, string Evaluator, string Auditor, string Admin, IReadOnlyDictionary<string, string> Reporters);

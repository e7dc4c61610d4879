using Jingan.TargetMgmt.Signing;

namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>A rating as it was taken.</summary>
public sealed record RatingWritten(string Period, string TargetId, string Colour, string Assessor, Receipt? Receipt);

/// <summary>What came of several ratings that were sent together, line by line.</summary>
public sealed record RatingLines(IReadOnlyList<RatingLine> Items);

public sealed record RatingLine(int Line, int Status, Receipt? Receipt, ProblemBody? Problem);

public sealed record Assessor(string Kid, Jwk PublicKey, string Name, string Person, string State, bool Founding);

public sealed record AssessorWritten(string Kid, string Name, Receipt? Receipt);

public sealed record Conflict(long Index, string Kid, string Person, string Unit, string Reason, bool Ended);

public sealed record ConflictWritten(string Kid, string Person, string Unit, bool Ended, Receipt? Receipt);

public sealed record DrawSample(string Period, decimal Share);

/// <summary>The targets of a period that a second assessor marks.</summary>
public sealed record Sample(string Period, string Seed, string Share, IReadOnlyList<string> Targets);

public sealed record ReportWritten(
    string Period, string Scheme, string IssuedAt, int Ratings, string Sha256, Receipt? Receipt);

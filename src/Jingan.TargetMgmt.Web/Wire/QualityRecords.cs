namespace Jingan.TargetMgmt.Web.Wire;

/// <summary>How many of how many.</summary>
/// <param name="Share">The quotient; null of none.</param>
/// <param name="Small">Whether there are too few to say more.</param>
public sealed record Proportion(int Count, int Of, string? Share, bool Small);

/// <summary>How good a year's ratings are, as anybody can count it again.</summary>
public sealed record QualityView(
    int Year, IReadOnlyList<CoverageView> Coverage, ClaimsView SelfClaims, DivergenceTotals Divergence,
    AgreementView Agreement, OutcomeView? Outcome, IReadOnlyList<CorrectedView> Corrected);

public sealed record CoverageView(string Period, int Targets, Proportion Reported, Proportion Rated);

public sealed record ClaimsView(ClaimsOf All, IReadOnlyList<ClaimsOf> Units);

public sealed record ClaimsOf(
    string? Unit, int Rated, int Compared, Proportion Better, Proportion Equal, Proportion Worse);

public sealed record DivergenceTotals(DivergencesOf All);

public sealed record DivergencesOf(int Rated, Proportion Diverging, IReadOnlyList<DivergenceReason> Reasons);

public sealed record DivergenceReason(string Code, Proportion Of);

public sealed record AgreementView(IReadOnlyList<AgreementPeriod> Periods);

public sealed record AgreementPeriod(string Period, int Sampled, int Missing, AgreementFigures Overall);

public sealed record AgreementFigures(Proportion Same, string? KappaQuadratic, string? AlphaOrdinal);

/// <summary>What became of the targets in the end.</summary>
public sealed record OutcomeView(string Period, IReadOnlyList<CalibrationView> Calibration);

public sealed record CalibrationView(string Period, string Colour, Proportion Reached, int Unknown);

public sealed record CorrectedView(string Period, string TargetId, string Issued, string Now);

/// <summary>A write that the evaluation side refused.</summary>
public sealed record RefusedWrite(
    long Index, string Caller, string Role, string Method, string Route, string Since, string At, int Count);

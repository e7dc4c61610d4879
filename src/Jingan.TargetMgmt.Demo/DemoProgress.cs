namespace Jingan.TargetMgmt.Demo;

/// <summary>How well a target really stands in the made-up year, as the rank of a colour: 0 is the best of four. What
/// is reported, claimed, suggested and rated scatters around it.</summary>
internal static class DemoProgress
{
    public const int Done = 0;
    public const int OnPlan = 1;
    public const int Behind = 2;
    public const int FarBehind = 3;

    /// <summary>The rank by the share of the plan that is done, in thousandths.
    /// The bounds are those of the example scheme; another one will suggest something else.</summary>
    public static int OfPace(Int128 thousandths) =>
        thousandths >= 1100 ? Done : thousandths >= 950 ? OnPlan : thousandths >= 800 ? Behind : FarBehind;
}

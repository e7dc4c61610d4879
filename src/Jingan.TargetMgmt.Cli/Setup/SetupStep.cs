using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>One thing that an installation has to have. A step that stopped anywhere is whole or not done, so that a
/// second run goes on where the first has ended.</summary>
/// <param name="What">The thing, for people.</param>
/// <param name="IsThere">Whether it is there as it should be.</param>
/// <param name="Make">Makes it, or what of it is missing.</param>
internal sealed record SetupStep(Text What, Func<bool> IsThere, Action Make)
{
    /// <summary>What is there already and stands in the way; null when nothing is. All steps are asked before any makes
    /// anything.</summary>
    public Func<Text?> Refusal { get; init; } = () => null;
}

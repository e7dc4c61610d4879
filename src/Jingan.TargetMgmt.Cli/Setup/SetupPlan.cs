using Jingan.TargetMgmt.Cli.Terminal;
using Jingan.TargetMgmt.Contracts;

namespace Jingan.TargetMgmt.Cli.Setup;

/// <summary>Everything that an installation has to have, in the order in which it is made.</summary>
internal sealed class SetupPlan
{
    private readonly IReadOnlyList<SetupStep> _steps;

    public SetupPlan(
        SetupAnswers answers, string configuration, FirstAccess access, FileOwner? owner,
        DateTimeOffset now) => _steps =
    [
        .. ((IEnumerable<string>)[answers.Storage, answers.KeyFolder, answers.EvidenceFolder, answers.HighWaterFolder])
            .Distinct().Select(folder => FolderStep.Of(folder, owner)),
        .. answers.Sides.Select(side => LogKeyStep.Of(answers, side, owner)),
        .. access.Folder is { } handedOut
            ? [FolderStep.Of(handedOut, null),
                .. answers.Sides.Select(side => VerifierKeyStep.Of(answers, side, handedOut))]
            : Array.Empty<SetupStep>(),
        .. answers.Sides.Where(_ => answers.Engine == SetupAnswers.Sqlite)
            .Select(side => DatabaseStep.Of(answers, side, owner)),
        access.Step(owner, now),
        ConfigurationStep.Of(answers, configuration, owner),
    ];

    /// <summary>Insists that nothing is in the way of any step.</summary>
    /// <exception cref="ClientException">Something is; its details name all of it.</exception>
    public void Check()
    {
        List<Text> refusals = [.. _steps.Select(s => s.Refusal()).OfType<Text>()];
        if (refusals.Count > 0)
        {
            throw new ClientException(FailureKind.Refused, new Text(
                "已有的内容与答案不符，未改动任何内容：", "what is there does not fit the answers; nothing was changed:").Current)
            {
                Details = [.. refusals.Select(r => r.Current)],
            };
        }
    }

    /// <summary>The steps, each with whether it is done already. What a later one needs of an earlier one may not be
    /// there before <see cref="Make"/>.</summary>
    public IReadOnlyList<(Text What, bool IsThere)> Look() => [.. _steps.Select(s => (s.What, s.IsThere()))];

    /// <summary>Makes what is missing.</summary>
    /// <returns>The steps, each with whether it was there before.</returns>
    public IReadOnlyList<(Text What, bool IsThere)> Make()
    {
        List<(Text, bool)> done = [];
        foreach (var step in _steps)
        {
            var isThere = step.IsThere();
            if (!isThere)
            {
                step.Make();
            }

            done.Add((step.What, isThere));
        }

        return done;
    }
}

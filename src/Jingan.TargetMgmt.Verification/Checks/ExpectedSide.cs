using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Verification.Entries;
using Jingan.TargetMgmt.Verification.Sources;

namespace Jingan.TargetMgmt.Verification.Checks;

/// <summary>Whose log it is, by the first entries that only one side makes. The other side's log in its place holds
/// nothing of what is looked for, so that nothing would seem wrong.</summary>
/// <param name="side">Whose it is to be.</param>
/// <param name="files">The log.</param>
/// <param name="origin">What it calls itself.</param>
internal sealed class ExpectedSide(string side, LogFiles files, string origin)
{
    private bool _isKnown;

    /// <summary>Looks at the next entries.</summary>
    /// <exception cref="ClientException">They are the other side's.</exception>
    public void Look(CheckedBundle bundle)
    {
        if (_isKnown)
        {
            return;
        }

        var sides = bundle.Types.Keys.Select(EntryTypes.SideOf).OfType<string>().ToHashSet();
        _isKnown = sides.Count > 0;
        if (_isKnown && !sides.Contains(side))
        {
            throw ClientException.Impossible(side == EntryTypes.Evaluation
                ? new($"{files.Name}（“{origin}”）是政府日志，这里须给评估日志；两者是否互换了？",
                    $"{files.Name} (\"{origin}\") is a government log, and the evaluation's belongs here: are the two "
                        + "swapped?")
                : new($"{files.Name}（“{origin}”）是评估日志，这里须给政府日志；两者是否互换了？",
                    $"{files.Name} (\"{origin}\") is an evaluation log, and the government's belongs here: are the two "
                        + "swapped?"));
        }
    }
}

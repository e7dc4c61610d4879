using System.Diagnostics.CodeAnalysis;

namespace Jingan.TransparencyLog;

/// <summary>Whom to believe, as c2sp.org/tlog-policy writes it: the logs, the witnesses, groups of them,
/// and the quorum that a checkpoint needs.</summary>
/// <remarks>
/// One item a line: <c>log vkey [url]</c>, <c>witness name vkey [url]</c>, <c>group name any|all|k members…</c>,
/// one <c>quorum name|none</c>; <c>#</c> starts a comment line.
/// </remarks>
public sealed class WitnessPolicy
{
    /// <summary>The quorum that needs no witness.</summary>
    public const string NoQuorum = "none";

    /// <summary>The longest policy that is read, in bytes.</summary>
    public const int MaxLength = 100_000;

    private readonly string _text;

    internal WitnessPolicy(WitnessPolicyReader read) =>
        (_text, Logs, Witnesses, Groups, Quorum) = (read.Text, read.Logs, read.Witnesses, read.Groups, read.Quorum!);

    /// <summary>The logs, any of which may have signed.</summary>
    public IReadOnlyList<PolicyLog> Logs { get; }

    /// <summary>The witnesses.</summary>
    public IReadOnlyList<PolicyWitness> Witnesses { get; }

    /// <summary>The groups; members stand before the groups that they are in.</summary>
    public IReadOnlyList<PolicyGroup> Groups { get; }

    /// <summary>The witness or group that has to have cosigned, or <see cref="NoQuorum"/>.</summary>
    public string Quorum { get; }

    /// <summary>Reads a policy.</summary>
    /// <param name="bytes">The file's bytes, UTF-8.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="fault">Every faulty line, separated by newlines: what was found in it and what is expected.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out WitnessPolicy? policy, [NotNullWhen(false)] out string? fault)
    {
        policy = null;
        fault = bytes.Length > MaxLength
            ? $"A policy has at most {MaxLength} bytes, this one has {bytes.Length}."
            : NoteText.Utf8Fault(bytes);
        return fault is null && TryParse(NoteText.Utf8.GetString(bytes), out policy, out fault);
    }

    /// <summary>Reads a policy.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="fault">Every faulty line, separated by newlines: what was found in it and what is expected.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out WitnessPolicy? policy, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new WitnessPolicyReader();
        fault = reader.Read(text);
        policy = fault is null ? new(reader) : null;
        return policy is not null;
    }

    /// <summary>The policy without comments, blank lines and needless spaces, its lines in their order: a policy
    /// written so is printed as it was read.</summary>
    public string ToText() => _text;

    /// <summary>Checks a signed checkpoint: a log of the policy with the checkpoint's origin signed it,
    /// and the quorum of witnesses cosigned it.</summary>
    /// <param name="note">The signed checkpoint.</param>
    public PolicyVerification Verify(SignedNote note)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (!Checkpoint.TryParse(note.Text.Span, out var checkpoint, out var fault))
        {
            return new(PolicyOutcome.NotACheckpoint, fault, null, null, []);
        }

        // "This name MUST correspond to the log's origin line": another log's key says nothing here.
        var logs = Logs.Select(log => log.Key).Where(key => key.Name == checkpoint.Origin).ToList();
        var lines = note.Verify([.. logs, .. Witnesses.Select(witness => witness.Key)]);
        if (lines.Failed is not null)
        {
            return new(PolicyOutcome.BadSignature, lines.Fault, null, null, []);
        }

        if (lines.Verified.FirstOrDefault(line => logs.Contains(line.Key)) is not { } byLog)
        {
            return new(PolicyOutcome.UnknownLog,
                $"No log of the policy with the origin \"{checkpoint.Origin}\" has signed the checkpoint.", null, null,
                []);
        }

        var counted = Witnesses.SelectMany(witness => lines.Verified.Where(line => line.Key == witness.Key)
            .Select(line => new CountedWitness(witness.Name, witness.Key, Cosignature.Time(line.Signature)))).ToList();
        return IsQuorum(counted.Select(witness => witness.Name))
            ? new(PolicyOutcome.Accepted, null, checkpoint, byLog.Key, counted)
            : new(PolicyOutcome.QuorumMissed,
                $"{counted.Count} of {Witnesses.Count} witnesses cosigned, which is not the quorum \"{Quorum}\".",
                null, byLog.Key, counted);
    }

    /// <summary>Whether the quorum is reached.</summary>
    /// <param name="witnesses">Names of the witnesses that cosigned.</param>
    public bool IsQuorum(IEnumerable<string> witnesses)
    {
        HashSet<string> met = [NoQuorum, .. witnesses];
        foreach (var group in Groups)
        {
            if (group.Members.Count(met.Contains) >= group.Threshold)
            {
                met.Add(group.Name);
            }
        }

        return met.Contains(Quorum);
    }
}

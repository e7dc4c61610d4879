using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Log.Witnessing;

/// <summary>What the configured witnesses hold of a log, asked once: before anybody decides which copy of it is the
/// newest.</summary>
public static class WitnessedCheckpoints
{
    /// <summary>Asks each witness that has an address.</summary>
    /// <param name="options">Who they are.</param>
    /// <param name="key">The log's key: what it has not signed says nothing.</param>
    /// <param name="clock">Measures how long an answer may take.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>A line for each: the checkpoint that it shows, or why there is none.</returns>
    public static async Task<IReadOnlyList<(string Witness, Checkpoint? Shown, Text Fault)>> AskAsync(
        LogOptions options, VerifierKey key, TimeProvider clock, CancellationToken ct)
    {
        using var http = WitnessClient.NewHttpClient();
        List<(string, Checkpoint?, Text)> answers = [];
        foreach (var (witness, name) in options.Witnesses.Zip(WitnessOptions.ReadKeys(options)))
        {
            if (witness.Url.Length > 0)
            {
                answers.Add(await AskAsync(new(http, witness.Url, clock), name.Name, key, ct));
            }
        }

        return answers;
    }

    /// <summary>The checkpoint of a signed note, when the key has signed it; null otherwise.</summary>
    public static Checkpoint? Read(ReadOnlyMemory<byte> bytes, VerifierKey key) =>
        SignedNote.TryParse(bytes, out var note, out _) && Checkpoint.TryParse(note.Text.Span, out var shown, out _)
        && shown.Origin == key.Name && note.Verify([key]).Accepted ? shown : null;

    private static async Task<(string, Checkpoint?, Text)> AskAsync(
        WitnessClient client, string name, VerifierKey key, CancellationToken ct)
    {
        try
        {
            var answer = await client.ReadCheckpointAsync(key.Name, ct);
            var shown = answer.Status == 200 ? Read(answer.Body, key) : null;
            return (name, shown, shown is not null ? new("", "")
                : new($"没有由本日志密钥签署的检查点（HTTP {answer.Status}）",
                    $"shows no checkpoint that this log's key has signed (HTTP {answer.Status})"));
        }
        catch (WitnessFaultException fault)
        {
            return (name, null, fault.Reason);
        }
    }
}

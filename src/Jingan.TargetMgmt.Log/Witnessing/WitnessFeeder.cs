using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TransparencyLog;
using Microsoft.Extensions.Logging;

namespace Jingan.TargetMgmt.Log.Witnessing;

/// <summary>One witness and its turn: it is sent each round's checkpoint, and while it fails it is asked less and less
/// often. No other witness waits for it.</summary>
internal sealed partial class WitnessFeeder(
    SideLog db, VerifierKey witness, WitnessClient client, CheckpointRounds rounds, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private long _old; // size of the checkpoint that the witness is believed to have cosigned last

    /// <summary>Feeds it until cancelled, or until the log is in doubt.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        _old = db.WitnessStates.Of(witness).CosignedSize ?? 0;
        // at start also when nothing is new: a witness that has seen more is how an old copy of the database comes to
        // light
        var wanted = _old;
        for (var failures = 0; ;)
        {
            var checkpoint = await rounds.AtLeastAsync(wanted, ct);
            if (db.Log.Doubt is not null)
            {
                return; // nothing can be stored any more, and nothing is published
            }

            var begun = db.Clock.GetTimestamp();
            var fault = await TryFeedAsync(checkpoint, ct);
            Report(fault);
            failures = fault is null ? 0 : failures + 1;
            wanted = fault is null ? checkpoint.Size + 1 : _old;
            if (PauseAfter(failures) - db.Clock.GetElapsedTime(begun) is var rest && rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, db.Clock, ct);
            }
        }
    }

    /// <summary>A second after an answer; a second after the first failure,
    /// and twice as long after every further one.</summary>
    internal static TimeSpan PauseAfter(int failures) =>
        failures <= 1 ? CheckpointRounds.Length : failures > 9 ? LongestPause
        : CheckpointRounds.Length * (1 << (failures - 1));

    private async Task<Text?> TryFeedAsync(PublishedCheckpoint checkpoint, CancellationToken ct)
    {
        try
        {
            await FeedAsync(checkpoint, ct);
            return null;
        }
        catch (WitnessFaultException fault)
        {
            return fault.Reason;
        }
#pragma warning disable CA1031 // whatever it was, the service goes on and the witness is asked again
        catch (Exception failure) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Failed(logger, failure, witness.Name, db.Side);
            return new("本系统内部错误，详见服务日志", "an error of this service; see its log");
        }
    }

    private async Task FeedAsync(PublishedCheckpoint checkpoint, CancellationToken ct)
    {
        var answer = await SendAsync(checkpoint, ct);
        if (answer.ConflictSize is { } known && known <= checkpoint.Size && known != _old)
        {
            _old = known;
            answer = await SendAsync(checkpoint, ct); // once more, at once
        }

        switch (answer.Status)
        {
            case 200:
                await StoreAsync(checkpoint, answer.Body, ct);
                return;
            case 409 or 422:
                await LookAsync(answer, ct);
                break;
        }

        throw WitnessFault.OfStatus(answer.Status);
    }

    private async Task<WitnessAnswer> SendAsync(PublishedCheckpoint checkpoint, CancellationToken ct)
    {
        var proof = await db.Reading.ProveAsync(TreeProof.Consistency(_old, checkpoint.Size), ct);
        return await client.AddCheckpointAsync(new(_old, proof, checkpoint.Note), ct);
    }

    private async Task StoreAsync(PublishedCheckpoint checkpoint, byte[] body, CancellationToken ct)
    {
        if (!NoteSignature.TryParseLines(body, out var lines, out var malformed))
        {
            throw WitnessFault.NoLines(malformed);
        }

        // "The client MUST ignore any cosignatures from unknown keys": a witness may have several.
        var own = string.Concat(lines.Where(l => l.Name == witness.Name && l.KeyId == witness.KeyId)
            .Select(l => l.ToLine() + "\n"));
        if (own.Length == 0)
        {
            throw WitnessFault.NoOwnLine(witness);
        }

        var (accepted, fault) = CosignatureLines.Read(own, checkpoint.Note, [witness]);
        if (fault is { } notValid)
        {
            throw new WitnessFaultException(notValid);
        }

        _old = checkpoint.Size;
        foreach (var line in accepted)
        {
            var outcome = await db.AddCosignatureAsync(checkpoint.Size, line, ct);
            if (!outcome.IsStored && !outcome.IsConflict)
            {
                throw WitnessFault.NotStored(outcome);
            }
        }
    }

    // It knows something else than we do. Either it is wrong, or somebody put an old copy of the database back:
    // only a signature of our own key decides.
    private async Task LookAsync(WitnessAnswer refusal, CancellationToken ct)
    {
        var shown = await client.ReadCheckpointAsync(db.Identity.Origin, ct);
        var (size, doubt) = shown.Status == 200
            ? await ForeignCheckpoint.CompareAsync(db, witness.Name, shown.Body, ct)
            : default;
        if (doubt is { } proven)
        {
            db.Log.Raise(proven);
            throw new WitnessFaultException(proven);
        }

        _old = size ?? _old;
        if (size is null && refusal.ConflictSize is { } claimed)
        {
            throw WitnessFault.Unproven(claimed);
        }
    }

    private void Report(Text? fault)
    {
        var before = db.WitnessStates.Of(witness).Fault;
        db.WitnessStates.MarkFault(witness, fault);
        if (fault is { } now && now != before)
        {
            Log.Faulty(logger, witness.Name, db.Side, now.Zh, now.En);
        }
        else if (fault is null && before is not null)
        {
            Log.Recovered(logger, witness.Name, db.Side);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3211, LogLevel.Warning,
            "The witness {Witness} of the {Side} log: {Zh} / {En}. It is asked again.")]
        public static partial void Faulty(ILogger logger, string witness, string side, string zh, string en);

        [LoggerMessage(3212, LogLevel.Information, "The witness {Witness} of the {Side} log cosigns again.")]
        public static partial void Recovered(ILogger logger, string witness, string side);

        [LoggerMessage(3213, LogLevel.Error,
            "Unexpected failure while the witness {Witness} of the {Side} log was asked.")]
        public static partial void Failed(ILogger logger, Exception failure, string witness, string side);
    }
}

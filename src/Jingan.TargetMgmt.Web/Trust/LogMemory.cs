using System.Text;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Web.Trust;

/// <summary>What this browser has seen of a log: its key, and the checkpoint that was verified last. A log that was
/// rewritten since does not fit to it.</summary>
internal sealed class LogMemory
{
    private readonly Browser _browser;
    private readonly string _log;

    private LogMemory(Browser browser, string log, SeenLog? seen) =>
        (_browser, _log, Key, Checkpoint) = (browser, log, seen?.Key, seen is null ? null : CheckpointOf(seen.Note));

    /// <summary>The key that signed it; null at the first time.</summary>
    public string? Key { get; }

    /// <summary>The checkpoint that was verified last; null at the first time.</summary>
    public Checkpoint? Checkpoint { get; }

    public static async Task<LogMemory> OpenAsync(Browser browser, string log) =>
        new(browser, log, await browser.SeenAsync(log) ?? await TakeOverAsync(browser, log));

    /// <summary>Remembers a checkpoint that was verified, unless another tab has seen a later one.</summary>
    /// <returns>False where the browser remembers nothing.</returns>
    public ValueTask<bool> RememberAsync(string key, SignedNote note, Checkpoint checkpoint) =>
        _browser.SeeAsync(_log, new(key, Encoding.UTF8.GetString(note.ToBytes()), checkpoint.Size));

    /// <summary>Knows a log by another key from now on; what was seen of it stays.</summary>
    public static async Task AcceptAsync(Browser browser, string log, string key)
    {
        if (await browser.SeenAsync(log) is { } seen)
        {
            await browser.SeeAsync(log, seen with { Key = key });
        }
    }

    // The app remembered in localStorage before. It is read once, and counts there until it is kept here.
    private static async Task<SeenLog?> TakeOverAsync(Browser browser, string log)
    {
        var (old, oldKey) = ($"jingan.log/{log}", $"jingan.log/{log}/key");
        if (browser.Remembered(oldKey) is not { } key || browser.Remembered(old) is not { } note
            || CheckpointOf(note) is not { } checkpoint)
        {
            return null;
        }

        var seen = new SeenLog(key, note, checkpoint.Size);
        if (await browser.SeeAsync(log, seen))
        {
            browser.Forget(oldKey);
            browser.Forget(old);
        }

        return seen;
    }

    private static Checkpoint? CheckpointOf(string note) =>
        SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var signed, out _)
        && TransparencyLog.Checkpoint.TryParse(signed.Text.Span, out var checkpoint, out _) ? checkpoint : null;
}

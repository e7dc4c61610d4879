using System.Text;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TransparencyLog;

namespace Jingan.TargetMgmt.Web.Trust;

/// <summary>What this browser has seen of a log: its key, and the checkpoint that was verified last. A log that was
/// rewritten since does not fit to it.</summary>
internal sealed class LogMemory
{
    private readonly Browser _browser;
    private readonly string _name;

    public LogMemory(Browser browser, string name)
    {
        (_browser, _name) = (browser, "jingan.log/" + name);
        Key = browser.Remembered(_name + "/key");
        if (browser.Remembered(_name) is { } note
            && SignedNote.TryParse(Encoding.UTF8.GetBytes(note), out var signed, out _)
            && TransparencyLog.Checkpoint.TryParse(signed.Text.Span, out var checkpoint, out _))
        {
            Checkpoint = checkpoint;
        }
    }

    /// <summary>The key that signed it; null at the first time.</summary>
    public string? Key { get; }

    /// <summary>The checkpoint that was verified last; null at the first time.</summary>
    public Checkpoint? Checkpoint { get; }

    public void Remember(string key, SignedNote note)
    {
        _browser.Remember(_name + "/key", key);
        _browser.Remember(_name, Encoding.UTF8.GetString(note.ToBytes()));
    }
}

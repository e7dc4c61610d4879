using Microsoft.JSInterop;

namespace Jingan.TargetMgmt.Web.Sessions;

/// <summary>What a browser saw of a log.</summary>
/// <param name="Key">The key that signed it.</param>
/// <param name="Note">The last checkpoint, as it was signed.</param>
/// <param name="Size">How many entries that covers.</param>
public sealed record SeenLog(string Key, string Note, long Size);

/// <summary>What only the browser can do; see <c>wwwroot/js/page.js</c>.</summary>
public sealed class Browser(IJSRuntime js)
{
    private readonly IJSInProcessRuntime _js = (IJSInProcessRuntime)js;

    /// <summary>Whether a tab keeps what it is given when it is loaded anew. It may be forbidden.</summary>
    public bool Keeps { get; } = ((IJSInProcessRuntime)js).Invoke<bool>("jingan.keep", "jingan.keeps", null);

    /// <summary>Which of the app's versions this is; empty where the page does not say.</summary>
    public string AppVersion => _js.Invoke<string>("jingan.version");

    /// <summary>What this tab keeps under a name until it is closed; null where there is nothing.</summary>
    public string? Kept(string key) => _js.Invoke<string?>("jingan.kept", key);

    /// <summary>Keeps a text for this tab; where that is forbidden, until it is loaded anew.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The text; null forgets it.</param>
    public void Keep(string key, string? value) => _js.InvokeVoid("jingan.keep", key, value);

    /// <summary>What an app before this one remembered beyond the tab; null where there is nothing.</summary>
    public string? Remembered(string key) => _js.Invoke<string?>("jingan.remembered", key);

    public void Forget(string key) => _js.InvokeVoid("jingan.forget", key);

    /// <summary>What this browser saw last of a log; null where there is nothing.</summary>
    public ValueTask<SeenLog?> SeenAsync(string log) => _js.InvokeAsync<SeenLog?>("jinganStore.seen", log);

    /// <summary>Remembers what was seen of a log, unless more of it was seen before.</summary>
    /// <returns>False where the browser remembers nothing.</returns>
    public ValueTask<bool> SeeAsync(string log, SeenLog seen) =>
        _js.InvokeAsync<bool>("jinganStore.see", log, seen.Key, seen.Note, seen.Size);

    /// <summary>Loads the app anew; what stands in the page's fields is put back into them.</summary>
    public void Reload() => _js.InvokeVoid("jingan.reload");

    /// <summary>Loads a script of the app's own that not every visit needs.</summary>
    public ValueTask LoadAsync(string script) => _js.InvokeVoidAsync("jingan.load", script);

    /// <summary>Keeps what stands in the page's fields, for when the person has been elsewhere and is back.</summary>
    public void KeepTyped() => _js.InvokeVoid("jingan.keepTyped");

    /// <summary>Whether the person reads English rather than Chinese.</summary>
    public bool PrefersEnglish => _js.Invoke<string>("jingan.language") == "en";

    public void Speak(bool english) => _js.InvokeVoid("jingan.speak", english ? "en" : "zh");

    /// <summary>Asks before the tab is left, or no longer.</summary>
    public void Mark(bool unsaved) => _js.InvokeVoid("jingan.mark", unsaved);

    /// <summary>Forgets what this tab keeps of a person who signs out.</summary>
    /// <param name="question">Asked first where something is not saved yet.</param>
    /// <returns>False where the person would rather stay.</returns>
    public bool Leave(string question) => _js.Invoke<bool>("jingan.leave", question);

    /// <summary>Hands a file to the person.</summary>
    public void Save(string name, string mediaType, byte[] file) =>
        _js.InvokeVoid("jingan.save", name, mediaType, file);

    /// <summary>Puts a text on the clipboard.</summary>
    /// <returns>False where the browser does not let it.</returns>
    public ValueTask<bool> CopyAsync(string text) => _js.InvokeAsync<bool>("jingan.copy", text);

    /// <summary>The leaf hashes of the entries of a bundle, by the browser's own SHA-256; null where it has none here.
    /// </summary>
    public ValueTask<byte[]?> HashLeavesAsync(byte[] bundle) =>
        _js.InvokeAsync<byte[]?>("jingan.leafHashes", bundle);

    public void Focus(string id) => _js.InvokeVoid("jingan.focus", id);

    public void Print() => _js.InvokeVoid("jingan.print");
}

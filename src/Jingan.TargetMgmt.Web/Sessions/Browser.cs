using Microsoft.JSInterop;

namespace Jingan.TargetMgmt.Web.Sessions;

/// <summary>What only the browser can do; see <c>wwwroot/js/page.js</c>.</summary>
public sealed class Browser(IJSRuntime js)
{
    private readonly IJSInProcessRuntime _js = (IJSInProcessRuntime)js;

    /// <summary>What this tab keeps under a name until it is closed; null where there is nothing.</summary>
    public string? Kept(string key) => _js.Invoke<string?>("jingan.kept", key);

    /// <summary>Keeps a text for this tab.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The text; null forgets it.</param>
    /// <returns>False where the browser keeps nothing.</returns>
    public bool Keep(string key, string? value) => _js.Invoke<bool>("jingan.keep", key, value);

    /// <summary>What this browser remembers beyond the tab; null where there is nothing.</summary>
    public string? Remembered(string key) => _js.Invoke<string?>("jingan.remembered", key);

    /// <summary>Remembers a text beyond the tab.</summary>
    /// <returns>False where the browser remembers nothing.</returns>
    public bool Remember(string key, string value) => _js.Invoke<bool>("jingan.remember", key, value);

    /// <summary>Whether the person reads English rather than Chinese.</summary>
    public bool PrefersEnglish => _js.Invoke<string>("jingan.language") == "en";

    public void Speak(bool english) => _js.InvokeVoid("jingan.speak", english ? "en" : "zh");

    /// <summary>Asks before the tab is left, or no longer.</summary>
    public void Mark(bool unsaved) => _js.InvokeVoid("jingan.mark", unsaved);

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

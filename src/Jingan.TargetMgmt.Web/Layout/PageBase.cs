using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TargetMgmt.Web.Wire;
using Microsoft.AspNetCore.Components;

namespace Jingan.TargetMgmt.Web.Layout;

/// <summary>What every page has at hand. It is shown anew when somebody signs in or out, and when the language changes.
/// </summary>
public abstract class PageBase : ComponentBase, IDisposable
{
    [Inject]
    protected Session Session { get; set; } = null!;

    [Inject]
    protected ServiceClient Service { get; set; } = null!;

    [Inject]
    protected Browser Browser { get; set; } = null!;

    public virtual void Dispose()
    {
        Session.Changed -= Refresh;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Session.Changed += Refresh;

    /// <summary>A text in the language of the pages.</summary>
    protected static string T(string zh, string en) => Language.Of(zh, en);

    /// <summary>Reads what the page shows; called anew when the caller or the language is another.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    private void Refresh() => _ = InvokeAsync(async () =>
    {
        StateHasChanged();
        if (Session.Me is not null)
        {
            await LoadAsync();
            StateHasChanged();
        }
    });
}

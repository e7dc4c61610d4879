using Jingan.TargetMgmt.Web.Languages;
using Jingan.TargetMgmt.Web.Sessions;
using Jingan.TargetMgmt.Web.Wire;
using Microsoft.AspNetCore.Components;

namespace Jingan.TargetMgmt.Web.Layout;

/// <summary>What every page has at hand. It is shown anew when somebody signs in or out, and when the language changes.
/// </summary>
public abstract class PageBase : ComponentBase, IDisposable
{
    // What is asked now; null once nobody looks at the page any more.
    private CancellationTokenSource? _question = new();

    [Inject]
    protected Session Session { get; set; } = null!;

    [Inject]
    protected ServiceClient Service { get; set; } = null!;

    [Inject]
    protected Browser Browser { get; set; } = null!;

    public virtual void Dispose()
    {
        Session.Changed -= Refresh;
        _question?.Cancel();
        _question?.Dispose();
        _question = null;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Session.Changed += Refresh;

    protected override Task OnInitializedAsync() => ReloadAsync();

    /// <summary>Reads what the page shows. What was asked before counts no more: answers need not come in the order of
    /// the questions, and a late one would stand in the place of what is asked now.</summary>
    protected Task ReloadAsync()
    {
        if (_question is null)
        {
            return Task.CompletedTask;
        }

        _question.Cancel();
        _question.Dispose();
        _question = new();
        return AnswerAsync(_question);
    }

    /// <summary>A text in the language of the pages.</summary>
    protected static string T(string zh, string en) => Language.Of(zh, en);

    /// <summary>Reads what the page shows; called anew when the caller or the language is another.</summary>
    /// <param name="ct">Ends what is asked when something else is asked.</param>
    protected virtual Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    private async Task AnswerAsync(CancellationTokenSource question)
    {
        try
        {
            await LoadAsync(question.Token);
        }
        catch (OperationCanceledException) when (question.IsCancellationRequested)
        {
            // Something else was asked meanwhile, or nobody looks at the page any more.
        }
    }

    private void Refresh() => _ = InvokeAsync(async () =>
    {
        StateHasChanged();
        if (Session.Me is not null)
        {
            await ReloadAsync();
            StateHasChanged();
        }
    });
}

using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Jingan.TargetMgmt.Web.Tests;

/// <summary>The rules of axe-core, in the page that they are held against. Its driver for Playwright would load it anew
/// for every look, and a second page to put together what is in frames, of which the app has none.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What is wrong for somebody, seriously at least: the rule and the element.</summary>
    /// <param name="contrastOnly">Colours alone.</param>
    public static async Task<string[]> ViolationsAsync(IPage page, bool contrastOnly)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await page.EvaluateAsync(Script);
        }

        return await page.EvaluateAsync<string[]>(
            """
            async contrastOnly => {
              const found = await axe.run(document, {
                resultTypes: ["violations"],
                ...(contrastOnly ? { runOnly: { type: "rule", values: ["color-contrast"] } } : {}),
              });
              return found.violations.filter(v => v.impact === "serious" || v.impact === "critical")
                .flatMap(v => v.nodes.map(n => `${v.id} ${n.html}`));
            }
            """, contrastOnly);
    }
}

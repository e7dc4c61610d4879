using System.Security.Cryptography;
using Jingan.TargetMgmt.Contracts;
using Jingan.TargetMgmt.Http.Facts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Cli.Doctor;

/// <summary>Whether the other side's process lets this one read its facts, asked as the service asks.</summary>
internal static class OtherSideLook
{
    private static readonly Text Advice = new(
        "见 docs/operations.md“Two processes”的 fault 表",
        "see the table of faults in docs/operations.md, \"Two processes\"");

    public static async Task<IReadOnlyList<Finding>> LookAsync(Examined examined, CancellationToken ct)
    {
        if (examined.Installed.OtherSide is not { } side)
        {
            return [];
        }

        var services = new ServiceCollection();
        if (side == "government")
        {
            services.AddRemoteProgressFacts(examined.Installed.Configuration);
        }
        else
        {
            services.AddRemoteRatingFacts(examined.Installed.Configuration);
        }

        await using var provider = services.BuildServiceProvider();
        try
        {
            return [await provider.GetRequiredService<FactsClient>().FindFaultAsync(ct) is { } fault
                ? Finding.Fault("otherSide", new($"{side}：{fault.Zh}", $"{side}: {fault.En}"), Advice)
                : Finding.Ok("otherSide", new($"{side} 一侧应答", $"the {side} side answers"))];
        }
        catch (Exception bad) when (bad is OptionsValidationException or CryptographicException)
        {
            var reasons = bad is OptionsValidationException invalid ? string.Join("; ", invalid.Failures) : bad.Message;
            return [Finding.Fault("otherSide", new(reasons, reasons), Advice)];
        }
    }
}

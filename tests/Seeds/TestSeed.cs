using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using Xunit.Sdk;

namespace Jingan.Tests.Seeds;

/// <summary>Chance in tests. A failure names its seed, and <c>JTM_TEST_SEED</c> sets it,
/// so that what failed can be run again.</summary>
internal static class TestSeed
{
    public const string Variable = "JTM_TEST_SEED";

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text ? text : null;

    /// <summary>The seed that is given; else another one each time, or <paramref name="usual"/>.</summary>
    [SuppressMessage("Security", "CA5394", Justification = "Chance in tests, no secret.")]
    public static int Number(int? usual = null) =>
        int.TryParse(Given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        ? number
        : usual ?? Random.Shared.Next();

    /// <summary>Runs a test that takes its chances; what fails, fails with the seed.</summary>
    public static async Task RunAsync(Func<Random, Task> test)
    {
        var seed = Number();
        TestContext.Current.TestOutputHelper?.WriteLine($"{Variable}={seed}");
        try
        {
            await test(new(seed));
        }
        // A skip is an exception too, known by how its message begins.
        catch (Exception failure) when (failure is not OperationCanceledException
            && !failure.Message.StartsWith("$XunitDynamicSkip$", StringComparison.Ordinal))
        {
            throw new XunitException($"With {Variable}={seed}: {failure.Message}", failure);
        }
    }

    // Property tests are CsCheck's: it names the seed of a failure in its own notation,
    // and reads one from a variable of its own when it is first used.
    [ModuleInitializer]
    internal static void TellCsCheck()
    {
        if (Given is { } text && !int.TryParse(text, CultureInfo.InvariantCulture, out _))
        {
            Environment.SetEnvironmentVariable("CsCheck_Seed", text);
        }
    }
}

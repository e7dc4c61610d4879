using CsCheck;
using Jingan.Tests.Seeds;
using Xunit.Sdk;

namespace Jingan.TransparencyLog.Tests;

/// <summary>Whatever fails by chance says how to fail again.</summary>
public sealed class TestSeedTests
{
    [Fact]
    public async Task A_test_that_takes_its_chances_fails_with_its_seed()
    {
        int? drawn = null;
        var failure = await Assert.ThrowsAsync<XunitException>(() => TestSeed.RunAsync(chance =>
        {
            drawn = chance.Next();
            throw new InvalidOperationException("lost");
        }));
        var seed = int.Parse(failure.Message.Split('=', ':')[1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal($"With JTM_TEST_SEED={seed}: lost", failure.Message);
        Assert.Equal(new Random(seed).Next(), drawn);
    }

    [Fact]
    public void A_property_that_does_not_hold_names_its_seed() =>
        Assert.Contains(
            "CsCheck_Seed=",
            Assert.ThrowsAny<Exception>(() => Gen.Int.Sample(number => number < 0, iter: 1_000)).Message,
            StringComparison.Ordinal);
}

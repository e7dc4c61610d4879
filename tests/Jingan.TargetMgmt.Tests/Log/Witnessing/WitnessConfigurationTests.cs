using Jingan.TargetMgmt.Government.Store;
using Jingan.TargetMgmt.Log.Store;
using Jingan.TargetMgmt.Log.Witnessing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Jingan.TargetMgmt.Tests.Log.Witnessing;

/// <summary>Checkpoints go where the configuration says and nowhere else.</summary>
public sealed class WitnessConfigurationTests
{
    [Theory]
    [InlineData("")]
    [InlineData("http://witness.example")]
    [InlineData("https://witness.example:8443/prefix/")]
    public void A_url_is_a_prefix_or_empty(string url) =>
        Assert.Equal(url, Read(("Witnesses:0:Url", url), ("Witnesses:0:VerifierKey", "a")).Witnesses.Single().Url);

    [Theory]
    [InlineData("witness.example")]
    [InlineData("/add-checkpoint")]
    [InlineData("ftp://witness.example")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@witness.example")]
    [InlineData("https://witness.example/?to=")]
    [InlineData("https://witness.example/#part")]
    public void Anything_else_stops_the_start(string url) =>
        AssertRefused("Government:Log:Witnesses", ("Witnesses:0:Url", url), ("Witnesses:0:VerifierKey", "a"));

    [Fact]
    public void A_witness_counts_once() =>
        AssertRefused("VerifierKey", ("Witnesses:0:VerifierKey", "a"), ("Witnesses:1:VerifierKey", "a"),
            ("Quorum", "2"));

    [Fact]
    public void A_quorum_is_not_negative() => AssertRefused("Quorum", ("Quorum", "-1"));

    private static void AssertRefused(string names, params (string Key, string Value)[] settings) =>
        Assert.Contains(names, Assert.Throws<OptionsValidationException>(() => Read(settings)).Message,
            StringComparison.Ordinal);

    private static LogOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        var services = new ServiceCollection();
        services.AddOptions<LogOptions>("Government").Bind(configuration);
        services.AddWitnessFeed<GovernmentDb>("Government");
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<LogOptions>>().Get("Government");
    }
}

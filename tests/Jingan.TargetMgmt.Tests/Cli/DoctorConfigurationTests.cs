namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>What <c>jtm doctor</c> says of the configuration itself, and of what stands before the service.</summary>
public sealed class DoctorConfigurationTests
{
    [Fact]
    public async Task The_proxy_and_the_names_before_the_service_are_told()
    {
        await using var well = await DoctorCase.MakeAsync();
        Assert.Contains("ok  tls  through the proxy 127.0.0.1, under the name targets.example.gov.cn",
            (await well.RunAsync("--lang", "en")).Lines);
    }

    /// <summary>Why a configuration cannot be read, and what is to be done about it.</summary>
    [Theory]
    [InlineData("{\n  \"Urls\": \"http://127.0.0.1:5080\"\n  \"Doors\": {}\n}", "line 3, byte 3", "mend that place")]
    [InlineData("{ \"Urls\": \"a\", \"urls\": \"b\" }", "duplicate key", "mend that place")]
    [InlineData("[]", "Array", "mend that place")]
    [InlineData("", "line 1", "mend that place")]
    [InlineData("{ \"Modules\": \"reports\" }", "Modules \"reports\"", "mend that place")]
    [InlineData(null, "there is no configuration", "jtm setup")]
    public async Task A_slip_in_the_configuration_is_told_from_none(string? content, string found, string advice)
    {
        await using var broken = await DoctorCase.MakeAsync();
        var path = broken.Setup.PathOf("etc/appsettings.json");
        File.Delete(path);
        if (content is not null)
        {
            await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        }

        var line = Assert.Single((await broken.RunAsync("--lang", "en")).MustBe(1).Lines);
        Assert.Contains(found, line, StringComparison.Ordinal);
        Assert.Contains(path, line, StringComparison.Ordinal);
        Assert.Contains(advice, line, StringComparison.Ordinal);
    }
}

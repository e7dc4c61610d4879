using System.Text.Json.Nodes;
using Jingan.TargetMgmt.Cli;
using Microsoft.Extensions.Time.Testing;

namespace Jingan.TargetMgmt.Tests.Cli;

/// <summary>Runs the tool in this process, with its own clock, environment and folder.</summary>
internal sealed class Jtm : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("jtm-");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2018, 7, 5, 1, 2, 3, TimeSpan.Zero));

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What is typed in answer to questions.</summary>
    public TextReader Input { get; set; } = TextReader.Null;

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>For calls to a service: its address and a token, through the environment.</summary>
    public Jtm For(FakeService service)
    {
        Environment["JTM_SERVER"] = service.Address;
        Environment["JTM_TOKEN"] = FakeService.Token;
        return this;
    }

    public async Task<Run> RunAsync(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var exit = await JtmCommand.RunAsync(args, output, error, Clock, Environment.GetValueOrDefault,
            Input, TestContext.Current.CancellationToken);
        return new(exit, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}

internal sealed record Run(int Exit, string Output, string Error)
{
    public JsonNode Json => JsonNode.Parse(Output)!;

    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public Run MustBe(int exit)
    {
        Assert.True(exit == Exit, $"exit {Exit}\n{Output}\n{Error}");
        return this;
    }
}

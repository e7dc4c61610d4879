using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;

namespace Jingan.TargetMgmt.Api.Tests.Interface.GeneratedClients;

/// <summary>What NSwag makes of the reviewed document compiles, and every role does its first thing with it.</summary>
public sealed class CSharpClientTests(SqliteFactory service) : IClassFixture<SqliteFactory>
{
    [Fact]
    public async Task A_generated_client_compiles_and_every_role_calls_with_it()
    {
        var program = Compile(
            await GenerateAsync(), Golden.Read("../Interface/GeneratedClients/OneCallPerRole.cs.txt"));
        await service.RegisterAsync();
        var run = program.GetType("OneCallPerRole", throwOnError: true)!.GetMethod("RunAsync")!;
        Func<string, HttpClient> clientOf = service.As;
        Func<Task<string>> signed = async () => service.Sign(await service.ClaimsAsync());
        await (Task)run.Invoke(null, [clientOf, signed])!;
    }

    private static async Task<string> GenerateAsync()
    {
        var document = await NSwag.OpenApiDocument.FromJsonAsync(Golden.Read("openapi.json"), Http.Ct);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "TargetMgmtClient",
            UseBaseUrl = false,
            GenerateOptionalParameters = true,
        };
        settings.CSharpGeneratorSettings.Namespace = "Generated";
        settings.CSharpGeneratorSettings.JsonLibrary = CSharpJsonLibrary.SystemTextJson;
        return new CSharpClientGenerator(document, settings).GenerateFile();
    }

    private static Assembly Compile(params string[] sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(a => Path.GetFileName(a) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll"))
            .Select(a => MetadataReference.CreateFromFile(a));
        var compilation = CSharpCompilation.Create(
            "GeneratedClient", [.. sources.Select(s => CSharpSyntaxTree.ParseText(s, cancellationToken: Http.Ct))],
            references, new(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image, cancellationToken: Http.Ct);
        Assert.True(result.Success,
            string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(10)));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}

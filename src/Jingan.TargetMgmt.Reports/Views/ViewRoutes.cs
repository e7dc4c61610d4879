using Jingan.TargetMgmt.Http.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Jingan.TargetMgmt.Reports.Views;

/// <summary>How every view is offered: in the form that Accept asks for, as a table, and as JSON. Each is mapped where
/// its handler stands, since handlers are generated for the calls that name them.</summary>
internal static class ViewRoutes
{
    /// <summary>In the form that Accept asks for.</summary>
    public static void InEitherForm<T>(this RouteHandlerBuilder endpoint, string name, string summary) => endpoint
        .WithName(name)
        .WithSummary(summary)
        .Produces<T>(StatusCodes.Status200OK, "application/json", Csv.MediaType);

    /// <summary>As a table.</summary>
    public static void AsTable(this RouteHandlerBuilder endpoint, string name) => endpoint
        .WithName($"{name}Csv")
        .WithSummary("The same as a table, for spreadsheets.")
        .Produces<string>(StatusCodes.Status200OK, Csv.MediaType);

    /// <summary>As JSON.</summary>
    public static void AsJson<T>(this RouteHandlerBuilder endpoint, string name) => endpoint
        .WithName($"{name}Json")
        .WithSummary("The same as JSON, whatever Accept says.")
        .Produces<T>();
}

using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Jingan.TargetMgmt.Api;

/// <summary>Chinese unless the caller prefers English (Accept-Language). Numbers and dates are the same in both:
/// only texts differ.</summary>
internal static class Languages
{
    public static void UseLanguages(this WebApplication app) =>
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture(
                CultureInfo.InvariantCulture, CultureInfo.GetCultureInfo("zh-CN")),
            SupportedCultures = [CultureInfo.InvariantCulture],
            SupportedUICultures = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")],
            RequestCultureProviders = [new AcceptLanguageHeaderRequestCultureProvider()],
        });
}

using System.Text.RegularExpressions;

namespace LiveShop.Local.Hosting;

/// <summary>The path prefix of X-Forwarded-Prefix, which ASP.NET Core puts into <see cref="HttpRequest.PathBase"/> unchecked.</summary>
internal static partial class PathPrefix
{
    private const int MaxLength = 100;

    /// <summary>
    /// Removes a slash at the end of the prefix, and ignores a prefix that would need escaping in HTML or headers or that browsers
    /// would read as another host or path.
    /// </summary>
    public static void UseCheckedPathPrefix(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.PathBase.Value is { Length: > 0 } prefix)
            context.Request.PathBase = Checked(prefix.TrimEnd('/'));
        return next(context);
    });

    private static PathString Checked(string prefix) =>
        prefix.Length <= MaxLength && Segments().IsMatch(prefix) ? new PathString(prefix) : PathString.Empty;

    // No segment is empty, "." or "..".
    [GeneratedRegex(@"\A(/(?!\.{1,2}(/|\z))[A-Za-z0-9._~-]+)+\z")]
    private static partial Regex Segments();
}

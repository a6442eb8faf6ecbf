using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;

namespace LiveShop.Tests.WorkerHost;

/// <summary>Which function a request is for. The worker does not decide: it runs the function that the host names.</summary>
internal sealed class HttpRoutes(IEnumerable<HostedFunction> functions, string prefix)
{
    private readonly Route[] routes = [.. functions
        .Where(function => function.Trigger.Type == "httpTrigger")
        .Select(function => new Route(function, TemplateParser.Parse($"{prefix}/{function.Trigger["route"] ?? function.Name}")))
        .OrderBy(route => RoutePrecedence.ComputeInbound(route.Template))];

    /// <param name="directory">The app's folder, whose host.json may name another prefix than <c>api</c>.</param>
    public static HttpRoutes Of(IEnumerable<HostedFunction> functions, string directory)
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "host.json")));
        var prefix = settings.RootElement.TryGetProperty("extensions", out var extensions)
            && extensions.TryGetProperty("http", out var http)
            && http.TryGetProperty("routePrefix", out var value) ? value.GetString()! : "api";
        return new(functions, prefix);
    }

    /// <summary>Null where no function has the route and the method; the host then answers 404.</summary>
    public (HostedFunction Function, Dictionary<string, string> Values)? Find(HttpMethod method, Uri address)
    {
        foreach (var (function, template) in routes.Where(route => route.Takes(method)))
        {
            var values = new RouteValueDictionary();
            if (new TemplateMatcher(template, []).TryMatch(Uri.UnescapeDataString(address.AbsolutePath), values))
                return (function, values.ToDictionary(value => value.Key, value => value.Value?.ToString() ?? ""));
        }

        return null;
    }

    private sealed record Route(HostedFunction Function, RouteTemplate Template)
    {
        public bool Takes(HttpMethod method) =>
            !Function.Trigger.Settings.TryGetProperty("methods", out var methods)
            || methods.EnumerateArray().Any(allowed => allowed.GetString()!.Equals(method.Method, StringComparison.OrdinalIgnoreCase));
    }
}

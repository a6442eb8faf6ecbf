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

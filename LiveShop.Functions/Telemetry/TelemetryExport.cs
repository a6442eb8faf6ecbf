using System.Data.Common;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using LiveShop.Core.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LiveShop.Functions.Telemetry;

/// <summary>Sends traces and metrics where the environment says; where it says nothing, nowhere.</summary>
public static class TelemetryExport
{
    private const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string ApplicationInsightsIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Beside our own: requests as ASP.NET Core and the functions worker see them, and calls of Azure's clients.
    private static readonly string[] Sources = [ShopTelemetry.Name, "Microsoft.AspNetCore", "Microsoft.Azure.Functions.Worker", "Azure.*"];

    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration)
    {
        var toInsights = !string.IsNullOrEmpty(configuration[ApplicationInsights]);
        var toOtlp = !string.IsNullOrEmpty(configuration[Otlp]);
        if (!toInsights && !toOtlp)
            return services;

        void ToInsights(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = configuration[ApplicationInsights];
            options.Credential = CredentialOf(configuration[ApplicationInsightsIdentity]);
        }

        var telemetry = services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(Sources))
            .WithMetrics(metrics => metrics.AddMeter(ShopTelemetry.Name));
        if (toInsights)
        {
            telemetry
                .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(ToInsights))
                .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(ToInsights));
        }

        if (toOtlp)
            telemetry.WithTracing(tracing => tracing.AddOtlpExporter()).WithMetrics(metrics => metrics.AddOtlpExporter());
        return services;
    }

    /// <summary>The setting that the functions host reads too: <c>ClientId=…;Authorization=AAD</c>.</summary>
    private static ManagedIdentityCredential? CredentialOf(string? setting)
    {
        if (string.IsNullOrEmpty(setting))
            return null;

        var parts = new DbConnectionStringBuilder { ConnectionString = setting };
        return new ManagedIdentityCredential(parts.TryGetValue("ClientId", out var clientId)
            ? ManagedIdentityId.FromUserAssignedClientId((string)clientId)
            : ManagedIdentityId.SystemAssigned);
    }
}

using System.Data.Common;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using LiveShop.Core.Telemetry;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LiveShop.Functions.Telemetry;

/// <summary>Sends telemetry where the environment says; where it says nothing, nowhere.</summary>
public static class TelemetryExport
{
    private const string ApplicationInsights = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    private const string ApplicationInsightsIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string Otlp = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Beside our own: calls of Azure's clients.
    private static readonly string[] Sources = [ShopTelemetry.Name, "Azure.*"];

    /// <summary>Traces and metrics of a web server of our own, with a span for each request.</summary>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration) =>
        services.AddExport(configuration, telemetry => telemetry.WithTracing(tracing => tracing.AddSource("Microsoft.AspNetCore")));

    /// <summary>
    /// Traces, metrics and logs of the functions worker. The host has a span for each request already, and stops passing on the
    /// worker's logs once the worker says that it exports them itself.
    /// </summary>
    public static IServiceCollection AddWorkerTelemetryExport(this IServiceCollection services, IConfiguration configuration) =>
        services.AddExport(configuration, telemetry => telemetry
            .UseFunctionsWorkerDefaults()
            .WithTracing(tracing => tracing.AddSource("Microsoft.Azure.Functions.Worker"))
            .WithLogging());

    private static IServiceCollection AddExport(
        this IServiceCollection services, IConfiguration configuration, Action<IOpenTelemetryBuilder> addSignals)
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
        addSignals(telemetry);
        if (toInsights)
        {
            services
                .ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddAzureMonitorTraceExporter(ToInsights))
                .ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddAzureMonitorMetricExporter(ToInsights))
                .ConfigureOpenTelemetryLoggerProvider(logging => logging.AddAzureMonitorLogExporter(ToInsights));
        }

        if (toOtlp)
        {
            services
                .ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddOtlpExporter())
                .ConfigureOpenTelemetryMeterProvider(metrics => metrics.AddOtlpExporter())
                .ConfigureOpenTelemetryLoggerProvider(logging => logging.AddOtlpExporter());
        }

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

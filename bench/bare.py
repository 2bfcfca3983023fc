"""The yardstick: a Django project with one view that inserts a row and one that reads one, and nothing else."""

from __future__ import annotations

import os
from uuid import UUID

import django
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.bare_settings"
django.setup()

from motcua.kernel.ids import new_id  # noqa: E402


class Bare(models.Model):
    """One row of the yardstick."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=100)

    class Meta:
        app_label = "bench"


def insert(request: HttpRequest) -> HttpResponse:
    """Insert one row."""
    row = Bare._default_manager.create(name=request.GET.get("name", "x"))
    return JsonResponse({"id": row.id.hex})


def read(request: HttpRequest, row: UUID) -> HttpResponse:
    """Read one row."""
    return JsonResponse({"name": Bare._default_manager.get(pk=row).name})


urlpatterns = [path("insert", insert), path("read/<uuid:row>", read)]

if "bench_bare" not in connection.introspection.table_names():
    with connection.schema_editor() as editor:
        editor.create_model(Bare)

application = get_wsgi_application()

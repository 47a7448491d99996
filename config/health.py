"""Is this process fit to answer? For load balancers and for `script/server`."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, 503 when it doesn't. Tells nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # any failure to reach the database means the same to the caller
        return JsonResponse({"status": "unavailable"}, status=503)
    return JsonResponse({"status": "ok"})

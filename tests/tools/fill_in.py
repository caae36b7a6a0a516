"""Fills in the spreadsheet of messages, as an officer does: every one is about the light, done and
answered; of the one that is named something is said to everybody.

    fill_in.py FILE TEXT SUMMARY ANSWER
"""

import sys

import openpyxl

path, text, summary, answer = sys.argv[1:]
book = openpyxl.load_workbook(path)
sheet = book.worksheets[0]
heads = {cell.value: cell.column for cell in sheet[1]}
for row in range(2, sheet.max_row + 1):

    def put(head, value):
        sheet.cell(row, heads[head]).value = value

    put("Тема", "освещение")
    put("Итог", "сделано")
    put("Ответ", answer)
    if sheet.cell(row, heads["Текст"]).value == text:
        put("Для всех: кратко", summary)
book.save(path)
